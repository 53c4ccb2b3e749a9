import { LEVELS, type Level } from '../../contract/areas/area.ts';
import { type CaseStep, REOPEN_WITHIN_MS } from '../../contract/cases/case.ts';
import type { Fact, Ladder } from './fact.ts';
import { type Says, STEPS } from './life-cycle.ts';
import type { Standing, StepDefect } from './standing.ts';

const SAID: Record<Says, (fact: Fact) => boolean> = {
  why: ({ why }) => why !== null && why.trim() !== '',
  until: ({ at, until }) => until !== null && until > at,
  handler: ({ toDepartmentId, toOfficerId }) =>
    (toOfficerId === null) !== (toDepartmentId === null),
  into: ({ into }) => into !== null,
  rating: ({ rating }) => rating !== null && rating >= 1 && rating <= 5,
};

/** Checks beyond the table, by step. */
const MORE: Partial<
  Record<CaseStep, (fact: Fact, standing: Standing, ladder: Ladder) => StepDefect | null>
> = {
  check: ({ officerId }, { handler }) =>
    officerId !== null && officerId === handler.officerId ? { kind: 'own-work' } : null,
  'pass-up': (_, { level }, ladder) => (level === ladder.at(-1) ? { kind: 'top' } : null),
  'pass-down': ({ toLevel }, { level }, ladder) => {
    const below = ladder.slice(0, ladder.indexOf(level));
    return below.length === 0 || (toLevel !== null && !below.includes(toLevel))
      ? { kind: 'bottom' }
      : null;
  },
  suspend: ({ at }, standing) => (stoppedAt(standing, at) ? { kind: 'standing-clock' } : null),
  reopen: ({ at }, { endedAt }) =>
    at - endedAt! > REOPEN_WITHIN_MS ? { kind: 'long-ended', mostMs: REOPEN_WITHIN_MS } : null,
  resume: ({ at }, standing) => (stoppedAt(standing, at) ? null : { kind: 'running-clock' }),
};

const stoppedAt = ({ stops }: Standing, at: number): boolean => {
  const last = stops.at(-1);
  return last !== undefined && at < last.to;
};

/** Why a fact has no effect on a case as it stands then; null: it has. The one place that says who may do what at which level. */
export function defectOf(fact: Fact, standing: Standing, ladder: Ladder): StepDefect | null {
  if (fact.step === 'report') return { kind: 'state', allowed: stepsFrom(standing) };
  const rule = STEPS[fact.step];
  if (!rule.from.includes(standing.state)) return { kind: 'state', allowed: stepsFrom(standing) };
  const holds = fact.level !== null && LEVELS.indexOf(fact.level) <= LEVELS.indexOf(standing.level);
  if (!holds && rule.whose === 'holder') return { kind: 'level' };
  if (!holds && !handles(fact, standing, ladder)) return { kind: 'handler' };
  const lacks = rule.says.find((what) => !SAID[what](fact));
  if (lacks) return { kind: 'lacks', what: lacks };
  return MORE[fact.step]?.(fact, standing, ladder) ?? null;
}

/** Whether an officer handles a case: it was sent to that officer; or it lies at the lowest level, nobody has it, and the officer takes it. */
const handles = (
  { officerId, step }: Fact,
  { handler, level }: Standing,
  ladder: Ladder,
): boolean =>
  officerId !== null &&
  (handler.officerId === officerId ||
    (handler.officerId === null &&
      handler.departmentId === null &&
      level === ladder[0] &&
      (step === 'take' || step === 'pass-up')));

/** Steps the state allows, whoever asks. */
export const stepsFrom = ({ state }: Standing): CaseStep[] =>
  (Object.keys(STEPS) as (keyof typeof STEPS)[]).filter((step) => STEPS[step].from.includes(state));

/** Steps somebody of a level may take with a case as it stands at a moment, Unix ms, if they say all that is to be said. */
export const mayTake = (level: Level, standing: Standing, ladder: Ladder, at: number): CaseStep[] =>
  stepsFrom(standing).filter(
    (step) =>
      defectOf(
        {
          ...{
            id: '',
            step,
            at,
            officerId: null,
            level,
            why: '-',
            until: Number.POSITIVE_INFINITY,
          },
          ...{ toOfficerId: 0, toDepartmentId: null, toLevel: null, into: 0, rating: 1 },
        },
        standing,
        ladder,
      ) === null,
  );
