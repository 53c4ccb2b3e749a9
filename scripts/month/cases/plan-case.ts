import type { CaseStep } from '../../../server/contract/cases/case.ts';
import type { DeadlineRules } from '../../../server/contract/cases/deadline.ts';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import type { NewFact } from '../../../server/db/cases/facts.ts';
import { createRandom, type Random } from '../../simulator/random.ts';
import { CASE_REASONS } from '../../simulator/world/cases.ts';

/** Something done to a case: when, and when it reached the server, Unix ms. */
export interface PlannedFact {
  step: CaseStep;
  at: number;
  receivedAt: number;
  /** Of whoever handles it, by handheld: it may come late, and twice. */
  own: boolean;
  told: Partial<Pick<NewFact, 'rating' | 'toDepartmentId' | 'toOfficerId' | 'until' | 'why'>>;
}

/** How people go about cases: shares of cases, and mean times as shares of what the place allows. */
const HABITS = {
  inGrid: 0.35,
  passedUp: 0.12,
  toDepartment: 0.45,
  suspended: 0.06,
  sentBack: 0.1,
  returned: 0.04,
  withdrawn: 0.02,
  /** Of those withdrawn, and of those that were handled already. */
  reopened: 0.4,
  withdrawnLate: 0.03,
  forgotten: 0.03,
  rated: 0.5,
  pace: { accept: 0.4, dispatch: 0.4, handle: 0.5, check: 0.5 },
  /** Hours a phase without a deadline takes. */
  usualH: 12,
  /** A handheld without reception: share of its facts, and hours until it has some. */
  offline: 0.15,
  offlineH: 3,
} as const;

type Phase = keyof typeof HABITS.pace;

export interface CaseSetting {
  seed: string;
  openedAt: number;
  rules: DeadlineRules;
  /** The grid's own. */
  officerId: number;
  departmentIds: readonly number[];
}

/** What people do to a case from its report on, in the order they do it; equal settings give equal plans. */
export function planCase({
  departmentIds,
  officerId,
  openedAt,
  rules,
  seed,
}: CaseSetting): PlannedFact[] {
  const random = createRandom(seed);
  const facts: PlannedFact[] = [];
  let at = openedAt;
  const wait = (phase: Phase) => {
    const hours = rules.hours[phase] ?? HABITS.usualH;
    const seconds = Math.round(random.exponential(hours * HABITS.pace[phase]) * 3_600);
    at += MINUTE_MS + seconds * 1_000;
  };
  const add = (step: CaseStep, told: PlannedFact['told'] = {}, own = false) => {
    at += MINUTE_MS;
    facts.push({ step, at, receivedAt: own ? at + offlineMs(random) : at, own, told });
  };
  const chance = (share: number) => random.chance(share);
  if (chance(HABITS.forgotten)) return facts;
  wait('accept');
  if (chance(HABITS.withdrawn)) {
    add('withdraw', { why: CASE_REASONS.withdraw });
    if (!chance(HABITS.reopened)) return facts;
    wait('accept');
    add('reopen', { why: CASE_REASONS.reopen });
    wait('accept');
  }
  const levels = chance(HABITS.passedUp) ? 1 + random.integer(0, 1) : 0;
  for (let level = 0; level < levels; level++) {
    add('pass-up', { why: CASE_REASONS['pass-up'] });
    wait('accept');
  }
  const byOfficer = levels === 0 && chance(HABITS.inGrid);
  const department = !byOfficer && departmentIds.length > 0 && chance(HABITS.toDepartment);
  if (byOfficer) add('take', {}, true);
  else {
    add('accept');
    wait('dispatch');
    const send = () =>
      add(
        'dispatch',
        department ? { toDepartmentId: random.pick(departmentIds) } : { toOfficerId: officerId },
      );
    send();
    if (chance(HABITS.returned)) {
      wait('dispatch');
      add('return', { why: CASE_REASONS.return }, !department);
      wait('dispatch');
      send();
    }
    if (chance(HABITS.suspended))
      add('suspend', { why: CASE_REASONS.suspend, until: at + random.integer(10, 60) * HOUR_MS });
  }
  const work = () => {
    wait('handle');
    if (!department) {
      add('set-out', {}, true);
      add('arrive', {}, true);
    }
    add('handle', {}, !department);
    wait('check');
  };
  work();
  if (chance(HABITS.sentBack)) {
    add('send-back', { why: CASE_REASONS['send-back'] });
    work();
  }
  if (chance(HABITS.withdrawnLate)) {
    add('withdraw', { why: CASE_REASONS.withdraw });
    wait('check');
    add('reopen', { why: CASE_REASONS.reopen });
  }
  add('check');
  add('close');
  if (chance(HABITS.rated)) add('rate', { rating: random.integer(1, 5) });
  return facts;
}

const offlineMs = (random: Random) =>
  random.chance(HABITS.offline)
    ? Math.round(random.exponential(HABITS.offlineH) * HOUR_MS)
    : MINUTE_MS;
