import type { LngLat } from '../../contract/areas/geo.ts';
import type { CaseProposals } from '../../contract/cases/detail.ts';
import { minutesOnFoot } from '../geo/on-foot.ts';

/** A case in hand counts as so many minutes of way. */
const MIN_PER_CASE = 15;

type Proposed = CaseProposals['officers'][number];

/** An officer who could be sent. `position` null: not seen now. */
export type Candidate = Omit<Proposed, 'walkMin'> & { position: LngLat | null };

/** Officers who could be sent to a place: the grid's own first, then by minutes on foot and what they have in hand; each once, by the first reason. */
export function rankCandidates(
  candidates: readonly Candidate[],
  awayM: (position: LngLat) => number,
): Proposed[] {
  const own = (why: Proposed['why']) => (why === 'grid' || why === 'stand-in' ? 0 : 1);
  const cost = ({ inHand, walkMin }: Proposed) =>
    (walkMin ?? Number.POSITIVE_INFINITY) + MIN_PER_CASE * inHand;
  const seen = new Set<number>();
  return candidates
    .filter(({ officerId }) => !seen.has(officerId) && seen.add(officerId))
    .map(({ position, ...rest }) => ({
      ...rest,
      walkMin: position && minutesOnFoot(awayM(position)),
    }))
    .sort(
      (a, b) => own(a.why) - own(b.why) || compare(cost(a), cost(b)) || a.officerId - b.officerId,
    );
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
