import type { SuggestedPatrol } from '../../../server/contract/patrols/suggested-patrol.ts';

/** From this share on a way is told as 100%. */
const ALL = 0.995;

/** Whether there is time to see all of a grid on any way, so that no order is better than another. */
export const seesAll = ({
  riskShare,
  comb,
}: Pick<SuggestedPatrol, 'riskShare' | 'comb'>): boolean =>
  riskShare >= ALL && comb.riskShare >= ALL;
