import {
  HIT_KINDS,
  HITS_EACH,
  type HitKind,
  INCIDENT_PREFIX_DAYS,
  type SearchHit,
} from '../../contract/console/search.ts';
import type { Patrol } from '../../contract/patrols/patrol.ts';
import { DAY_MS } from '../../contract/units.ts';
import { listAreas } from '../../db/areas/areas.ts';
import { listCategories } from '../../db/incidents/categories.ts';
import { findIncidents } from '../../db/incidents/find-incidents.ts';
import { listPatrols } from '../../db/patrols/list-patrols.ts';
import { listOfficers } from '../../db/people/people.ts';
import type { Db } from '../../db/store/open.ts';
import { listWarnings } from '../../db/warnings/list.ts';
import { matching } from '../../domain/search/match.ts';
import { listCases } from '../cases/list-cases.ts';

const NOTHING = {
  ...{ name: null, code: null, category: null, areaId: null },
  ...{ officerId: null, at: null, state: null },
};

/** What the words a person typed may mean within an area: see `SearchHit`. A whole number is also the number of a patrol, a case or a warning. */
export async function findAnything(
  db: Db,
  words: string,
  { within, nowMs }: { within: number; nowMs: number },
): Promise<SearchHit[]> {
  // Without a word everything would fit.
  if (/^#?$/.test(words)) return [];
  const number = /^#?(\d{1,15})$/.exec(words)?.[1];
  const id = number === undefined ? null : Number(number);
  const most = HITS_EACH;
  const [officers, areas, categories] = [
    await listOfficers(db, { at: nowMs, within }),
    await listAreas(db, { at: nowMs, within }),
    await listCategories(db),
  ];
  const officersFound = matching(officers, words, most);
  const byId = new Map(areas.map((area) => [area.id, area]));
  const aboveOf = (parentId: number | null): string => {
    const parent = parentId === null ? undefined : byId.get(parentId);
    return parent ? aboveOf(parent.parentId) + parent.name : '';
  };
  const areasFound = (isGrid: boolean) =>
    matching(
      areas
        .filter(({ level }) => (level === 'grid') === isGrid)
        // Most grids are only numbered, and are shown with their village before them.
        .map(({ id: of, code, name, parentId }) => ({
          ...{ id: of, code, name, above: aboveOf(parentId) },
        })),
      words,
      most,
    );
  const named = matching(
    categories.flatMap(({ code, nameEn, nameZh }) => [
      { code, name: nameZh },
      { code, name: nameEn },
    ]),
    words,
    Number.POSITIVE_INFINITY,
  );
  const codes = [...new Set(named.map(({ code }) => code))];

  const found: Record<HitKind, () => Promise<Omit<SearchHit, 'kind'>[]>> = {
    officer: async () =>
      officersFound.map(({ id: of, code, gridId, name }) => ({
        ...{ ...NOTHING, id: String(of), code, name, areaId: gridId },
      })),
    grid: async () => areasFound(true).map(areaHit),
    place: async () => areasFound(false).map(areaHit),
    patrol: async () => {
      const asked = { scope: within, limit: most };
      const only = officersFound.length === 1 ? officersFound[0]! : null;
      const [numbered, latest] = [
        id === null ? [] : (await listPatrols(db, { ...asked, patrolId: id })).patrols,
        only ? (await listPatrols(db, { ...asked, officerId: only.id })).patrols : [],
      ];
      return [...numbered, ...latest].slice(0, most).map(patrolHit);
    },
    case: async () => {
      const q = words.replace(/^#/, '');
      const { cases } = await listCases(db, { nowMs, within, q, limit: most });
      return cases.map(({ id: of, category, gridId, openedAt, state }) => ({
        ...{ ...NOTHING, id: String(of), category, areaId: gridId, at: openedAt, state },
      }));
    },
    warning: async () => {
      if (id === null && codes.length === 0) return [];
      const asked = { scope: within, limit: most };
      const pages = await Promise.all([
        ...(id === null ? [] : [listWarnings(db, { ...asked, ids: [id] })]),
        ...codes.slice(0, most).map((category) => listWarnings(db, { ...asked, category })),
      ]);
      return pages
        .flatMap(({ warnings }) => warnings)
        .slice(0, most)
        .map(({ id: of, areaId, areaName, category, raisedAt, state }) => ({
          ...{ ...NOTHING, id: String(of), name: areaName, category, areaId, at: raisedAt, state },
        }));
    },
    incident: async () => {
      const span = { fromMs: nowMs - INCIDENT_PREFIX_DAYS * DAY_MS, toMs: nowMs + DAY_MS };
      const incidents = await findIncidents(db, words, {
        ...{ ...span, within, categories: codes, limit: most },
      });
      return incidents.map(({ id: of, category, from, gridId, severity }) => ({
        ...{ ...NOTHING, id: of, category, areaId: gridId, at: from, state: severity },
      }));
    },
  };
  const hits: SearchHit[] = [];
  for (const kind of HIT_KINDS)
    hits.push(...(await found[kind]()).map((hit) => ({ kind, ...hit })));
  return hits;
}

const areaHit = ({ id, code, name }: { id: number; code: string; name: string }) => ({
  ...{ ...NOTHING, id: String(id), code, name, areaId: id },
});

const patrolHit = ({ id, gridId, officerId, officerName, startTime, outcome }: Patrol) => ({
  ...{ ...NOTHING, id: String(id), name: officerName, areaId: gridId },
  ...{ officerId, at: startTime, state: outcome },
});
