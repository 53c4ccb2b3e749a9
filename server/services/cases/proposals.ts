import type { Case } from '../../contract/cases/case.ts';
import type { CaseProposals } from '../../contract/cases/detail.ts';
import { readCandidates, responsibleDepartments } from '../../db/cases/candidates.ts';
import type { Db } from '../../db/store/open.ts';
import { rankCandidates } from '../../domain/cases/proposals.ts';
import { beelineTo } from '../../domain/geo/on-foot.ts';

/** An officer as seen now. */
export interface Seen {
  officerId: number;
  lng: number;
  lat: number;
}

/** So many of those who are near are proposed. */
const NEAR_MOST = 10;

/** Who could be sent to a case, `seen` being officers seen now that the asker may send. */
export async function proposeFor(
  db: Db,
  { id, position }: Pick<Case, 'id' | 'position'>,
  { nowMs, seen }: { seen: readonly Seen[]; nowMs: number },
): Promise<CaseProposals> {
  const awayM = beelineTo(position);
  const near = seen.toSorted((a, b) => awayM(a) - awayM(b)).slice(0, NEAR_MOST);
  const candidates = await readCandidates(db, id, {
    nowMs,
    nearIds: near.map(({ officerId }) => officerId),
  });
  const places = new Map(seen.map(({ officerId, lat, lng }) => [officerId, { lng, lat }]));
  return {
    officers: rankCandidates(
      candidates.map((one) => ({ ...one, position: places.get(one.officerId) ?? null })),
      awayM,
    ),
    departments: await responsibleDepartments(db, id),
  };
}
