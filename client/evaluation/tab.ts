import type { MetricLevel } from '../../server/contract/metrics/metrics.ts';
import type { Question } from './question.ts';

/** What the page hands to whichever of its tabs is open. */
export interface TabProps {
  question: Question;
  level: MetricLevel;
  todayText: string;
  change: (part: Partial<Question>) => void;
}
