import { CHANGED_SHOWN } from '../../contract/areas/area-change.ts';
import type { AreaImportReport, ChangedArea } from '../../contract/areas/area-import.ts';

/** What an import of areas changed, for the audit log: since when, how many, and of the first of them how they were and are. */
export function tellAreas({ areas, changed, closed, created, from }: AreaImportReport) {
  return {
    ...{ from, created, changedInAll: changed, closed },
    changed: areas.slice(0, CHANGED_SHOWN).map(({ after, before, code, outline }) => {
      const told = (one: ChangedArea['before']) =>
        one && { ...one, ...(outline ? { outline: one === before ? 'old' : 'new' } : {}) };
      return { thing: 'area', key: code, before: told(before), after: told(after) };
    }),
  };
}
