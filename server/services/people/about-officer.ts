import type { AboutOfficer } from '../../contract/handhelds/about.ts';
import { readFixes } from '../../db/fixes/read-fixes.ts';
import { rowsAbout } from '../../db/people/about-officer.ts';
import { handheldsOf } from '../../db/people/people.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { toEvidenceFix } from '../verdicts/evidence.ts';

/** Positions one answer holds at most. */
const POSITIONS_MAX = 50_000;

/** All that is kept about an officer, for the officer to read and take along; positions of a time (Unix ms). */
export async function aboutOfficer(
  db: Db,
  officerId: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<AboutOfficer> {
  const stretches = await handheldsOf(db, officerId, fromMs, toMs);
  const fixes = await readFixes(db, stretches, POSITIONS_MAX);
  return {
    from: iso(fromMs),
    to: iso(toMs),
    positions: fixes.map((fix) => toEvidenceFix(fix)),
    records: await rowsAbout(db, officerId),
  };
}
