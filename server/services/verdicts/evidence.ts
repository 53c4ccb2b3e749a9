import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { Evidence, Patrol } from '../../contract/patrols/patrol.ts';
import { signalRarity } from '../../contract/patrols/signal-rarity.ts';
import { DAY_MS } from '../../contract/units.ts';
import { readEvidenceScans } from '../../db/checkpoints/scans.ts';
import { readFixColumns } from '../../db/fixes/read-fixes.ts';
import { fixesOf } from '../../db/fixes/stored-fix.ts';
import { readOrigins } from '../../db/handhelds/origins.ts';
import { gatherPatrolFrame } from '../../db/patrols/patrol-frame.ts';
import { handheldsOf } from '../../db/people/people.ts';
import type { Db } from '../../db/store/open.ts';
import { readContests } from '../../db/verdicts/contests.ts';
import { readVerdicts } from '../../db/verdicts/verdicts.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { sessionsOf } from '../../domain/entrance/sessions-of.ts';
import { markJudged } from '../../domain/verification/marks/mark-judged.ts';
import { gatherSignatures } from './signatures.ts';

/** Everything one patrol's verdict rests on, for people to look at. */
export async function gatherEvidence(db: Db, patrol: Patrol): Promise<Evidence> {
  const fromMs = Date.parse(patrol.startTime);
  const toMs = patrol.endTime ? Date.parse(patrol.endTime) : Number.MAX_SAFE_INTEGER;
  const { officerId } = patrol;
  const lastMs = Math.min(toMs, fromMs + DAY_MS);
  const [frame, stretches, scans, verdicts, contests] = await Promise.all([
    gatherPatrolFrame(db, officerId, patrol.id),
    handheldsOf(db, officerId, fromMs, lastMs),
    readEvidenceScans(db, { officerId, fromMs, toMs: lastMs }),
    readVerdicts(db, officerId, patrol.id),
    readContests(db, officerId, patrol.id),
  ]);
  if (!frame) throw new Error(`patrol ${patrol.officerId}/${patrol.id} has no grid on record`);
  const fixes = fixesOf(await readFixColumns(db, stretches));
  const sessions = sessionsOf(fixes);
  const norm = frame.norm ?? { id: 0, ...defaultNorm() };
  return {
    patrol,
    grid: {
      id: frame.grid.id,
      version: frame.grid.version,
      name: frame.grid.name,
      timeZone: frame.grid.timeZone,
      geometry: frame.grid.polygon,
    },
    norm,
    fixes: markJudged(fixes, frame.grid, norm.rules).map(({ fix, marks }) =>
      toEvidenceFix(fix, marks),
    ),
    origins: await readOrigins(db, sessions),
    signatures: await gatherSignatures(db, fixes, sessions),
    scans,
    verdicts: verdicts.map((record) => ({
      ...record,
      rarity: record.verdict.signals.map(signalRarity),
    })),
    contests,
  };
}

/** A fix as evidence shows it, by default with the marks of the entrance. */
export const toEvidenceFix = (
  fix: Fix,
  marks: Fix['marks'] = fix.marks,
): Evidence['fixes'][number] => ({
  handheldId: fix.handheldId,
  session: fix.session,
  seq: fix.seq,
  t: fix.t,
  lng: fix.lng,
  lat: fix.lat,
  accuracyM: fix.accuracyM,
  speedMps: fix.speedMps,
  marks: [...marks],
});
