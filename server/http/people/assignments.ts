import type { Context } from '../../context.ts';
import { ASSIGNMENTS_PAGE_MAX, type Assigned } from '../../contract/people/assignment.ts';
import type { Spell } from '../../contract/people/lay-over.ts';
import * as routes from '../../contract/routes/people/assignments.ts';
import type { Claim } from '../../db/access/standings.ts';
import { type AssignmentsPage, listCarried, listHeld } from '../../db/people/assignments.ts';
import { nameMissingDays } from '../../db/queue/rollup-jobs.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { iso } from '../../db/store/moments.ts';
import { seenOf } from '../../services/access/authorise.ts';
import { type Laying, layAssignments } from '../../services/people/assign.ts';
import type { Asked, Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

interface Row {
  from: string;
  to: string | null;
}

/** Who carries which handheld and holds which grid: listed, given, ended, re-dated and taken back one by one. */
export function assignmentRoutes(mount: Mount, { db, now, roster }: Context): void {
  type Query = Asked<typeof routes.listCarried>['query'];
  const pageOf = ({ cursor, from, limit = ASSIGNMENTS_PAGE_MAX, to }: Query): AssignmentsPage => ({
    ...{ cursor, limit },
    ...{ fromMs: moment(from, undefined), toMs: moment(to, undefined) },
  });
  /** Of a page, what was of the area that asks at some time of its own, and where the next one begins: after the last of `by`. */
  const seen = async <R extends Row>(
    rows: readonly R[],
    {
      areaId,
      by,
      idOf,
      limit = ASSIGNMENTS_PAGE_MAX,
      thing,
    }: {
      areaId: number;
      by: (row: R) => number;
      idOf: (row: R) => number;
      limit?: number | undefined;
      thing: 'area' | 'officer';
    },
  ) => {
    const nowMs = now();
    const isSeen = await seenOf(
      db,
      thing,
      rows.map((row) => claimOf(idOf(row), row)),
      { areaId, nowMs },
    );
    const assignments = rows.filter((_, k) => isSeen[k]);
    const last = rows.length < limit ? undefined : rows.at(-1);
    const next = last ? `${Date.parse(last.from)}-${by(last)}` : null;
    return { assignments, hidden: rows.length - assignments.length, next };
  };

  mount(routes.listCarriers, async ({ account: { areaId }, params, query }) => {
    const rows = await listCarried(db, { handheldId: params.id }, pageOf(query));
    return seen(rows, {
      ...{ areaId, limit: query.limit, thing: 'officer' },
      idOf: ({ officerId }) => officerId,
      by: ({ officerId }) => officerId,
    });
  });

  mount(routes.listCarried, async ({ account: { areaId }, params, query }) => {
    const rows = await listCarried(db, { officerId: params.id }, pageOf(query));
    return seen(rows, {
      ...{ areaId, limit: query.limit, thing: 'officer' },
      idOf: ({ officerId }) => officerId,
      by: ({ handheldId }) => handheldId,
    });
  });

  mount(routes.listHeld, async ({ account: { areaId }, params, query }) => {
    const rows = await listHeld(db, params.id, pageOf(query));
    return seen(rows, {
      ...{ areaId, limit: query.limit, thing: 'area' },
      idOf: ({ gridId }) => gridId,
      by: ({ gridId }) => gridId,
    });
  });

  /** Lays, has what rests on it follow, and tells what changed. */
  const lay = async (
    kind: Assigned,
    laying: Laying,
    record: (told: undefined, more: { also: object }) => Promise<void>,
  ) => {
    const { after, before, was } = await inTransaction(db, (trx) =>
      layAssignments(trx, kind, laying, now()),
    );
    const changed = after !== before;
    if (changed) {
      roster.forget();
      await nameMissingDays(db, now());
      const thing = kind === 'handheld' ? 'handheld' : 'officer';
      const told = (spells: readonly Spell[]) => ({ assignments: spells.map(inWords).join('; ') });
      await record(undefined, {
        also: { changed: [{ thing, key: laying.owner, before: told(before), after: told(after) }] },
      });
    }
    return { changed, was };
  };

  mount(routes.assignHandheld, async ({ body: { given, handheld, was, ...range }, record }) => {
    const spellOf = ({ officer: target, ...spell }: (typeof given)[number]) => ({
      target,
      ...spell,
    });
    const laying = { ...range, owner: handheld, given: given.map(spellOf), was: was?.map(spellOf) };
    const laid = await lay('handheld', laying, record);
    return {
      ...laid,
      was: laid.was.map(({ target: officer, ...spell }) => ({ officer, ...spell })),
    };
  });

  mount(routes.assignGrid, async ({ body: { given, officer, was, ...range }, record }) => {
    const spellOf = ({ grid: target, ...spell }: (typeof given)[number]) => ({ target, ...spell });
    const laying = { ...range, owner: officer, given: given.map(spellOf), was: was?.map(spellOf) };
    const laid = await lay('grid', laying, record);
    return { ...laid, was: laid.was.map(({ target: grid, ...spell }) => ({ grid, ...spell })) };
  });
}

/** What a row is asked about, and as of when: not of the moment it ends, which is the next one's. */
const claimOf = (key: number, { from, to }: Row): Claim => ({
  ...{ key, since: from },
  until: to === null ? 'infinity' : iso(Date.parse(to) - 1),
});

const inWords = ({ from, target, to }: Spell) => `${target}: ${from} – ${to ?? ''}`;
