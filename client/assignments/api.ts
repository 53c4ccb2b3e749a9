import { queryOptions } from '@tanstack/react-query';
import type { Assigned, HandheldCarried } from '../../server/contract/people/assignment.ts';
import type { Range, Spell } from '../../server/contract/people/lay-over.ts';
import * as routes from '../../server/contract/routes/people/assignments.ts';
import { listOfficers } from '../../server/contract/routes/people/people.ts';
import { call } from '../api/call.ts';

/** A handheld and who carries it, or an officer and the grids held. */
export interface Owner {
  kind: Assigned;
  id: number;
  code: string;
  /** Of an officer. */
  name?: string;
}

/** An assignment of an owner: to whom or what, by code, id and name. */
export interface Row extends Spell {
  targetId: number;
  name: string;
}

/** What is to hold of an owner between two moments. */
export interface Change extends Range {
  given: Spell[];
}

/** All of a history is asked for: who had somebody or something once may read of that time, whoever has it now. */
const EVER = '1970-01-01T00:00:00Z';

interface Page<R> {
  assignments: R[];
  hidden: number;
  next: string | null;
}

/** All pages of a list, and how many rows of them were of other areas. */
async function everyPage<R>(page: (cursor: string | null) => Promise<Page<R>>) {
  const [rows, all]: [R[], { hidden: number }] = [[], { hidden: 0 }];
  for (let cursor: string | null = null; ; ) {
    const { assignments, hidden, next }: Page<R> = await page(cursor);
    rows.push(...assignments);
    all.hidden += hidden;
    if (next === null) return { rows, ...all };
    cursor = next;
  }
}

export const historyQuery = ({ id, kind }: Pick<Owner, 'id' | 'kind'>) =>
  queryOptions({
    queryKey: ['assignments', kind, id],
    queryFn: async ({ signal }): Promise<{ rows: Row[]; hidden: number }> => {
      if (kind === 'handheld') {
        const told = await everyPage((cursor) =>
          call(routes.listCarriers, { params: { id }, query: { from: EVER, cursor }, signal }),
        );
        const rows = told.rows.map(({ from, officer, officerId, officerName, to }) => ({
          ...{ target: officer, targetId: officerId, name: officerName, from, to },
        }));
        return { ...told, rows };
      }
      const told = await everyPage((cursor) =>
        call(routes.listHeld, { params: { id }, query: { from: EVER, cursor }, signal }),
      );
      const rows = told.rows.map(({ from, grid, gridId, gridName, to }) => ({
        ...{ target: grid, targetId: gridId, name: gridName, from, to },
      }));
      return { ...told, rows };
    },
  });

/** Which handhelds an officer carried, carries and is to carry. */
export const carriedQuery = (id: number) =>
  queryOptions({
    queryKey: ['assignments', 'carried', id],
    queryFn: ({ signal }): Promise<{ rows: HandheldCarried[]; hidden: number }> =>
      everyPage((cursor) =>
        call(routes.listCarried, { params: { id }, query: { from: EVER, cursor }, signal }),
      ),
  });

/** All officers of the area, also who holds no grid. */
export const everyOfficerQuery = queryOptions({
  queryKey: ['officers', 'all'],
  queryFn: ({ signal }) =>
    call(listOfficers, { query: { all: true }, signal }).then((reply) => reply.officers),
});

/** A spell as an answer has it, without what it is of. */
const spellOf = ({ from, to = null }: { from: string; to?: string | null }, target: string) => ({
  ...{ target, from, to },
});
const byOfficer = (spells: readonly Spell[]) =>
  spells.map(({ from, target: officer, to }) => ({ officer, from, to }));
const ofGrid = (spells: readonly Spell[]) =>
  spells.map(({ from, target: grid, to }) => ({ grid, from, to }));

/** Lays a change of who carries a handheld over what was seen on record there; returns what was. */
export const layHandheld = (
  handheld: string,
  { given, ...range }: Change,
  was: readonly Spell[],
): Promise<Spell[]> =>
  call(routes.assignHandheld, {
    body: { handheld, ...range, given: byOfficer(given), was: byOfficer(was) },
  }).then((reply) => reply.was.map(({ officer, ...spell }) => spellOf(spell, officer)));

/** The same of the grids of an officer. */
export const layGrid = (
  officer: string,
  { given, ...range }: Change,
  was: readonly Spell[],
): Promise<Spell[]> =>
  call(routes.assignGrid, {
    body: { officer, ...range, given: ofGrid(given), was: ofGrid(was) },
  }).then((reply) => reply.was.map(({ grid, ...spell }) => spellOf(spell, grid)));
