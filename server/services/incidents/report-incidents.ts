import type { Datum } from '../../contract/areas/geo.ts';
import type { Case } from '../../contract/cases/case.ts';
import type { IncidentCategory } from '../../contract/incidents/incident.ts';
import type { IncidentOutcome } from '../../contract/people/provision.ts';
import { findCategories } from '../../db/incidents/categories.ts';
import { incidentsOfIds } from '../../db/incidents/incidents.ts';
import type { Db } from '../../db/store/open.ts';
import { type Admission, admitIncidents } from '../../domain/entrance/incident-admission.ts';
import { type ChangedIncident, type IncidentSource, takeIncidents } from './store-incidents.ts';

export interface IncidentReportOptions {
  db: Db;
  now: () => number;
  /** Told of what changed, once it is stored. */
  onChanged: (changed: readonly ChangedIncident[]) => void;
  /** Told of the cases they opened or changed, once stored. */
  onCases?: (cases: readonly Case[]) => void;
}

/** Takes reports of incidents in, whatever entrance they came by; one outcome each, in their order, given after the commit. */
export async function reportIncidents(
  options: IncidentReportOptions,
  items: readonly unknown[],
  { datum, ...source }: IncidentSource & { datum: Datum },
): Promise<IncidentOutcome[]> {
  const { db, onChanged } = options;
  const { admitted, outcomes, withdrawals } = await admitReports(options, items, datum);
  const taken = await takeIncidents(
    db,
    { incidents: admitted, withdrawals },
    { ...source, reportedMs: options.now() },
  );
  if (taken.changed.length > 0) onChanged(taken.changed);
  if (taken.cases.length > 0) options.onCases?.(taken.cases);
  return items.map((item, k) => outcomes[k] ?? taken.outcomes.get((item as { id: string }).id)!);
}

/** Which reports may be stored, by the categories there are now; nothing is stored yet. */
export async function admitReports(
  { db, now }: Pick<IncidentReportOptions, 'db' | 'now'>,
  items: readonly unknown[],
  datum: Datum,
): Promise<Admission> {
  const named = items.flatMap((item) => {
    const category = (item as { category?: unknown } | null)?.category;
    return typeof category === 'string' ? [category] : [];
  });
  const categories = await findCategories(db, named);
  return admitIncidents(items, {
    datum,
    nowMs: now(),
    categories,
    standing: await standingOf(db, items, categories),
  });
}

/** Categories, by id, of the incidents on record that are sent in a retired category. */
async function standingOf(
  db: Db,
  items: readonly unknown[],
  categories: ReadonlyMap<string, IncidentCategory>,
): Promise<Map<string, string>> {
  const ids = items.flatMap((item) => {
    const { category, id } = (item ?? {}) as { category?: string; id?: unknown };
    return typeof id === 'string' && categories.get(category ?? '')?.retiredAt ? [id] : [];
  });
  const standing = ids.length > 0 ? await incidentsOfIds(db, ids) : [];
  return new Map(standing.map(({ id, category }) => [id, category]));
}
