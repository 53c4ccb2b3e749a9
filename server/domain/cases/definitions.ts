import { inEvery } from '../../contract/words/index.ts';
import type { ByLanguage } from '../../contract/words/languages.ts';
import type { Words } from '../../contract/words/words.ts';
import { roundTo } from '../verification/measures/interval.ts';

/** Version of the table as a whole. */
export const CASE_DEFINITIONS_VERSION = 'cases-2026.4';

/** Sums over the cases of one row; medians in seconds, null where there is nothing to take one of. */
export interface CaseTotals {
  opened: number;
  closed: number;
  acceptKept: number;
  acceptMissed: number;
  closeKept: number;
  closeMissed: number;
  solvedInGrid: number;
  passedUp: number;
  sentBack: number;
  closedAtOnce: number;
  yellowCards: number;
  redCards: number;
  overdue: number;
  ratings: number;
  rated: number;
  points: number;
  /** Those an officer handles, and of these those whose officer was seen at the place. */
  sent: number;
  arrived: number;
  arriveS: number | null;
  acceptS: number | null;
  dispatchS: number | null;
  handleS: number | null;
  checkS: number | null;
  closeS: number | null;
}

type Id = keyof Words['answers']['caseMetrics'];

interface Definition {
  id: Id;
  unit: string;
  name: ByLanguage;
  formula: ByLanguage;
  value: (totals: CaseTotals) => number | null;
}

const metric = (id: Id, unit: string, value: Definition['value']): Definition => ({
  ...{ id, unit, value },
  name: inEvery(({ answers }) => answers.caseMetrics[id].name),
  formula: inEvery(({ answers }) => answers.caseMetrics[id].formula),
});
const count = (id: Id & keyof CaseTotals): Definition => metric(id, 'count', (t) => t[id]);
const ratio = (part: number, whole: number) => (whole > 0 ? roundTo(part / whole, 4) : null);
const hours = (id: Id, of: keyof CaseTotals): Definition =>
  metric(id, 'h', (t) => {
    const seconds = t[of];
    return seconds === null ? null : roundTo(seconds / 3600, 4);
  });

/** Every metric of /api/v1/metrics/cases, in the order of its columns. */
export const CASE_DEFINITIONS: readonly Definition[] = [
  count('opened'),
  count('closed'),
  metric('acceptedInTime', 'share', (t) => ratio(t.acceptKept, t.acceptKept + t.acceptMissed)),
  metric('closedInTime', 'share', (t) => ratio(t.closeKept, t.closeKept + t.closeMissed)),
  hours('acceptMedianH', 'acceptS'),
  hours('dispatchMedianH', 'dispatchS'),
  hours('handleMedianH', 'handleS'),
  hours('checkMedianH', 'checkS'),
  hours('closeMedianH', 'closeS'),
  metric('arrivalSeenRate', 'share', (t) => ratio(t.arrived, t.sent)),
  metric('arrivalMedianMin', 'min', ({ arriveS }) =>
    arriveS === null ? null : roundTo(arriveS / 60, 4),
  ),
  metric('solvedInGridRate', 'share', (t) => ratio(t.solvedInGrid, t.closed)),
  count('passedUp'),
  count('sentBack'),
  metric('closedAtOnceRate', 'share', (t) => ratio(t.closedAtOnce, t.closed)),
  count('yellowCards'),
  count('redCards'),
  count('overdue'),
  metric('rating', 'of 5', (t) => (t.rated > 0 ? roundTo(t.ratings / t.rated, 4) : null)),
  metric('points', 'points', (t) => t.points),
];

/** What no cases at all come to. */
export const NO_CASES: CaseTotals = {
  ...{ opened: 0, closed: 0, acceptKept: 0, acceptMissed: 0, closeKept: 0, closeMissed: 0 },
  ...{ solvedInGrid: 0, passedUp: 0, sentBack: 0, closedAtOnce: 0, yellowCards: 0, redCards: 0 },
  ...{ overdue: 0, ratings: 0, rated: 0, points: 0, sent: 0, arrived: 0, arriveS: null },
  ...{ acceptS: null, dispatchS: null, handleS: null, checkS: null, closeS: null },
};

export const caseMetricsOf = (totals: CaseTotals): Record<string, number | null> =>
  Object.fromEntries(CASE_DEFINITIONS.map(({ id, value }) => [id, value(totals)]));
