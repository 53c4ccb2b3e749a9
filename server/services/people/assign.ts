import { type FileProblem, problem, problemOf } from '../../contract/file-problem.ts';
import type { Assigned } from '../../contract/people/assignment.ts';
import {
  areSame,
  changedSpells,
  cutTo,
  layOver,
  type Range,
  type Spell,
  untilMs,
} from '../../contract/people/lay-over.ts';
import { recordFinders } from '../../db/incidents/incident-records.ts';
import { ASSIGNMENTS, lockHistory, storeHistory, targetIds } from '../../db/people/assignments.ts';
import { nameTouched } from '../../db/people/touched-by-assignments.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { unknown } from './put-assignments.ts';
import { reconcileTouched } from './reconcile-touched.ts';

/** What is to hold of one owner in a range, by codes; each until the next one unless told. */
export interface Laying extends Omit<Range, 'to'> {
  owner: string;
  to?: string | null | undefined;
  given: readonly GivenSpell[];
  /** What was seen on record there. */
  was?: readonly GivenSpell[] | undefined;
}

export interface GivenSpell {
  target: string;
  from: string;
  to?: string | null | undefined;
}

/** What was on record in the range, and what the owner's whole history was and is. */
export interface Laid {
  was: Spell[];
  before: Spell[];
  after: Spell[];
}

/**
 * Makes what holds of one handheld or officer in a range that which is given, and outside of it changes nothing. In the same commit
 * what rests on a time that is assigned otherwise now is due, at `nowMs`. Throws `invalid` for what is not known, overlaps or lies outside,
 * `wrong-state` where something else was on record than the caller saw.
 */
export async function layAssignments(
  trx: Db,
  kind: Assigned,
  laying: Laying,
  nowMs: number,
): Promise<Laid> {
  const { owner, target } = ASSIGNMENTS[kind];
  const range = { from: momentOf(laying.from), to: laying.to ? momentOf(laying.to) : null };
  const given = closed(laying.given, range);
  const problems = [
    ...problemsOf(given, { ...range, owner: laying.owner }),
    ...(await unknown(
      trx,
      target,
      given.map((spell) => spell.target),
    )),
  ];
  const history = await lockHistory(trx, kind, laying.owner);
  if (!history) problems.push(...(await unknown(trx, owner, [laying.owner])));
  if (!history || problems.length > 0) throw Refusal.of('invalid', problems);
  const { id, spells: before } = history;
  const was = cutTo(before, range);
  if (laying.was && !areSame(was, closed(laying.was, range)))
    throw Refusal.of('wrong-state', 'assigned-since', { code: laying.owner });
  const after = layOver(before, { ...range, given });
  const changed = changedSpells(before, after);
  if (changed.length === 0) return { was, before, after: before };
  const ids = await targetIds(
    trx,
    kind,
    [...before, ...after].map((spell) => spell.target),
  );
  await storeHistory(trx, kind, {
    ...{ id, spells: after.map((spell) => ({ ...spell, targetId: ids.get(spell.target)! })) },
  });
  const spans = changed.map(({ from, target: code, to }) => ({
    ...{ owner: id, target: ids.get(code)!, since: from, until: to },
  }));
  await nameTouched(trx, kind, spans, nowMs);
  await reconcileTouched(trx, kind, spans, nowMs);
  if (kind === 'handheld') await recordFinders(trx, [laying.owner]);
  return { was, before, after };
}

const momentOf = (text: string): string => iso(Date.parse(text));

/** Spells in order of time, each with its end. */
function closed(spells: readonly GivenSpell[], range: Range): Spell[] {
  const inOrder = spells
    .map((spell) => ({ ...spell, from: momentOf(spell.from) }))
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return inOrder.map(({ from, target, to }, k) => ({
    ...{ target, from },
    to: to === undefined ? (inOrder[k + 1]?.from ?? range.to) : to === null ? null : momentOf(to),
  }));
}

/** What is wrong with spells of a range, which are in order of time. */
function problemsOf(spells: readonly Spell[], range: Range & { owner: string }): FileProblem[] {
  const wrong: FileProblem[] = [];
  if (Date.parse(range.from) >= untilMs(range.to))
    wrong.push(problemOf(range.owner, 'from-to', { from: range.from, to: range.to! }));
  spells.forEach(({ from, target, to }, k) => {
    if (Date.parse(from) >= untilMs(to))
      wrong.push(problemOf(target, 'from-to', { from, to: to! }));
    const next = spells[k + 1];
    if (next && Date.parse(next.from) < untilMs(to))
      wrong.push(
        problem('assigned-twice', {
          code: range.owner,
          one: target,
          other: next.target,
          from: next.from,
        }),
      );
    if (Date.parse(from) < Date.parse(range.from))
      wrong.push(problemOf(target, 'assigned-before', { from, least: range.from }));
    if (untilMs(to) > untilMs(range.to))
      wrong.push(problemOf(target, 'assigned-beyond', { most: range.to! }));
  });
  return wrong;
}
