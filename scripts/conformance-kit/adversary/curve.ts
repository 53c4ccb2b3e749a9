import { wilson } from '../../../server/domain/wilson.ts';
import { type AttemptResult, overAMonth } from './search.ts';

/** Minutes of two hours that are not walked. */
export const ATTEMPTED_MIN = [15, 30, 60, 120];

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const row = (cells: readonly string[]) =>
  cells.map((cell, k) => (k === 0 ? cell.padEnd(46) : cell.padStart(11))).join(' ');

export const HEADING = row([
  'cheat',
  'not walked',
  'credited',
  'seen once',
  'in a month',
  'at least',
]);

/**
 * One point of the curve: minutes not walked, share of patrols credited as complete, share called suspicious, and the chance of that in a
 * month of repeating, with its lower bound (Wilson, 95 %).
 */
export function curveLine({ name, minutes, outcomes, patrols, genes }: AttemptResult): string {
  const seen = wilson(outcomes.suspicious, patrols);
  const told = Object.entries(genes).map(([gene, value]) => `${gene} ${value.toPrecision(2)}`);
  return `${row([
    name,
    `${minutes} min`,
    percent(outcomes.completed / patrols),
    percent(seen.share),
    percent(overAMonth(seen.share)),
    percent(overAMonth(seen.low)),
  ])}  ${told.join(', ')}`;
}
