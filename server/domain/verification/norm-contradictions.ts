import type { NormRules } from '../../contract/norms/norm.ts';
import { clockMinutes } from '../time/local-time.ts';

interface Clocks {
  from: string;
  to: string;
}

/** Minutes from one wall clock to another, across midnight where the second is earlier; equal clocks are a whole day. */
const spanMinutes = ({ from, to }: Clocks) =>
  (clockMinutes(to) - clockMinutes(from) + 1440) % 1440 || 1440;

/** Whether two spans of wall clock time share a moment. */
const overlap = (a: Clocks, b: Clocks) =>
  [-1440, 0, 1440].some((shift) => {
    const [a0, b0] = [clockMinutes(a.from), clockMinutes(b.from) + shift];
    return a0 <= b0 + spanMinutes(b) && b0 <= a0 + spanMinutes(a);
  });

/** Names of the dictionaries' room of rules. */
type Contradiction =
  | 'day-too-short'
  | 'never-on-duty'
  | 'dwell-exceeds-patrol'
  | 'same-checkpoint-twice'
  | 'windows-off-duty';
type AlertContradiction = 'silent-alert-within-gap' | 'idle-alert-within-allowance';

const CONTRADICTIONS: Record<Contradiction, (rules: NormRules) => boolean> = {
  'day-too-short': (rules) =>
    rules.patrolsPerDay * rules.minutesPerPatrol +
      Math.max(0, rules.patrolsPerDay - 1) * rules.minRestMinutes >
    spanMinutes(rules.dutyHours) + 2 * rules.dutyGraceMinutes + 1,
  'never-on-duty': (rules) => rules.dutyDays.length === 0 && rules.patrolsPerDay > 0,
  'dwell-exceeds-patrol': (rules) =>
    rules.minutesPerPatrol > 0 &&
    rules.checkpoints.reduce((sum, { minDwellS }) => sum + minDwellS / 60, 0) >
      rules.minutesPerPatrol + rules.idleAllowanceMinutes,
  'same-checkpoint-twice': (rules) =>
    new Set(rules.checkpoints.map(({ id }) => id)).size < rules.checkpoints.length,
  'windows-off-duty': (rules) =>
    rules.windows.length > 0 && !rules.windows.some((window) => overlap(window, rules.dutyHours)),
};

/** What a norm asks of alerts against its own rules. Verdicts do not rest on it. */
const ALERT_CONTRADICTIONS: Record<AlertContradiction, (rules: NormRules) => boolean> = {
  'silent-alert-within-gap': ({ alerts, maxGapS }) =>
    alerts !== undefined && alerts.silentMinutes * 60 < maxGapS,
  'idle-alert-within-allowance': ({ alerts, idleAllowanceMinutes }) =>
    (alerts?.idleMinutes ?? Number.POSITIVE_INFINITY) < idleAllowanceMinutes,
};

/** Names of the ways a norm demands what nobody can do or what it forbids itself; empty for a sound norm. */
export const normContradictions = (rules: NormRules): Contradiction[] =>
  namesOf(CONTRADICTIONS, rules);

/** Names of the ways its alerts contradict the rest of a norm; empty for a sound norm. */
export const alertContradictions = (rules: NormRules): AlertContradiction[] =>
  namesOf(ALERT_CONTRADICTIONS, rules);

const namesOf = <Name extends string>(
  table: Record<Name, (rules: NormRules) => boolean>,
  rules: NormRules,
): Name[] => (Object.keys(table) as Name[]).filter((name) => table[name](rules));
