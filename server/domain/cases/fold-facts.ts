import {
  CASE_STEPS,
  type CasePhase,
  type CaseState,
  type CaseStep,
  ENDED_STATES,
} from '../../contract/cases/case.ts';
import { defectOf } from './allow-step.ts';
import type { Fact, Ladder } from './fact.ts';
import { STEPS } from './life-cycle.ts';
import type { Standing } from './standing.ts';

/** The phase that runs in a state, besides `close`, which runs in all that have not ended. */
const RUNS: Partial<Record<CaseState, CasePhase>> = {
  reported: 'accept',
  accepted: 'dispatch',
  dispatched: 'handle',
  'in-hand': 'handle',
  handled: 'check',
};

/**
 * What a case is, from the set of its facts: whatever order they come in, late or twice, the same set gives the same case. They count in the order in which
 * they were done; none counts as done before the report. What the state of its moment does not allow stays on record without effect. Undefined where nothing
 * was reported.
 */
export function foldFacts(facts: Iterable<Fact>, ladder: Ladder): Standing | undefined {
  const byId = new Map([...facts].map((fact) => [fact.id, fact]));
  const reports = [...byId.values()].filter(({ step }) => step === 'report').sort(inOrder);
  const [first] = reports;
  if (!first) return undefined;
  const rest = [...byId.values()]
    .filter(({ id }) => id !== first.id)
    .sort(inOrder)
    .map((fact) => ({ ...fact, at: Math.max(fact.at, first.at) }));
  const standing = opened(first, ladder);
  for (const fact of rest) {
    const defect = defectOf(fact, standing, ladder);
    if (defect) standing.idle.set(fact.id, defect);
    else apply(standing, fact as Fact & { step: keyof typeof STEPS }, ladder);
  }
  return standing;
}

const inOrder = (a: Fact, b: Fact) =>
  a.at - b.at || CASE_STEPS.indexOf(a.step) - CASE_STEPS.indexOf(b.step) || (a.id < b.id ? -1 : 1);

const opened = ({ at }: Fact, ladder: Ladder): Standing => ({
  state: 'reported',
  level: ladder[0]!,
  handler: { officerId: null, departmentId: null },
  handedAt: null,
  openedAt: at,
  ...{ endedAt: null, cutOff: null },
  mergedInto: null,
  rating: null,
  spans: (['close', 'accept'] as const).map((phase) => ({
    ...{ phase, level: ladder[0]!, from: at, to: null, kept: false },
  })),
  stops: [],
  done: { report: { times: 1, last: at } },
  idle: new Map(),
});

/** What else a step changes, before the phases of the new state begin. */
const EFFECTS: Partial<Record<CaseStep, (standing: Standing, fact: Fact, ladder: Ladder) => void>> =
  {
    dispatch(standing, { at, toDepartmentId, toOfficerId }) {
      standing.handler = { officerId: toOfficerId, departmentId: toDepartmentId };
      standing.handedAt = at;
    },
    take(standing, { at, officerId }) {
      const { handler } = standing;
      if (officerId === null || handler.departmentId !== null || handler.officerId === officerId)
        return;
      standing.handler = { officerId, departmentId: null };
      standing.handedAt = at;
    },
    return: nobodys,
    'pass-up'(standing, _, ladder) {
      nobodys(standing);
      standing.level = ladder[ladder.indexOf(standing.level) + 1]!;
    },
    'pass-down'(standing, { toLevel }, ladder) {
      nobodys(standing);
      standing.level = toLevel ?? ladder[ladder.indexOf(standing.level) - 1]!;
    },
    suspend: ({ stops }, { at, until }) => void stops.push({ from: at, to: until! }),
    resume({ stops }, { at }) {
      stops.at(-1)!.to = at;
    },
    merge(standing, { into }) {
      standing.mergedInto = into;
    },
    reopen: goOn,
    rate(standing, { rating }) {
      standing.rating = rating;
    },
  };

function nobodys(standing: Standing): void {
  standing.handler = { officerId: null, departmentId: null };
  standing.handedAt = null;
}

/** Takes the end of a case back: it goes on where it stood, and its clock stood meanwhile. */
function goOn(standing: Standing, { at }: Fact): void {
  const { spans, state } = standing.cutOff!;
  for (const span of spans) {
    span.to = null;
    span.kept = false;
  }
  standing.stops.push({ from: standing.endedAt!, to: at });
  Object.assign(standing, { state, endedAt: null, cutOff: null, mergedInto: null });
}

function apply(
  standing: Standing,
  fact: Fact & { step: keyof typeof STEPS },
  ladder: Ladder,
): void {
  const { at, step } = fact;
  const { to, undoes = false } = STEPS[step];
  const before = standing.level;
  EFFECTS[step]?.(standing, fact, ladder);
  standing.done[step] = { times: (standing.done[step]?.times ?? 0) + 1, last: at };
  if (to === null) return;
  const running = standing.spans.filter((span) => span.to === null);
  const ends = ENDED_STATES.includes(to);
  if (ends) {
    standing.endedAt = at;
    standing.cutOff = { state: standing.state, spans: running };
    for (const stop of standing.stops) stop.to = Math.min(stop.to, at);
  }
  standing.state = to;
  const runs = RUNS[to];
  const stays = standing.level === before;
  for (const span of running) {
    if (span.phase === 'close' ? !ends : span.phase === runs && stays) continue;
    span.to = at;
    span.kept = !undoes;
  }
  if (runs && !standing.spans.some(({ phase, to: end }) => phase === runs && end === null))
    standing.spans.push({ phase: runs, level: standing.level, from: at, to: null, kept: false });
}
