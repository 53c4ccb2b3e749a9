import type { ComingChange, WithdrawnChange } from '../../server/contract/areas/area-change.ts';

/** Areas of a change that are named; all are counted. */
const NAMED = 12;

/** A change of areas to come, in a line. */
export const describeChange = ({ areas, begin, change, end, from }: ComingChange): string => {
  const more = begin + change + end - Math.min(NAMED, areas.length);
  const named = areas
    .slice(0, NAMED)
    .map(({ code, does }) => `${code} ${does}s`)
    .join(', ');
  return `${from}: ${begin} areas begin, ${change} change, ${end} end: ${named}${more > 0 ? ` and ${more} more` : ''}`;
};

/** What taking it back came to, or would come to, line by line. */
export const describeWithdrawal = (change: WithdrawnChange): string[] => [
  `${change.withdrawn ? 'Taken back' : 'Would be taken back'}: ${describeChange(change)}`,
  ...change.left.officers.map(
    ({ grid, officer }) => `${officer} was to hold ${grid} and is left without it.`,
  ),
  ...(change.left.norms > 0 ? [`${change.left.norms} norms are left without an area.`] : []),
  ...change.left.accounts.map((name) => `Account ${name} is left without an area.`),
];
