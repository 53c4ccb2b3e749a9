import { createHash } from 'node:crypto';
import { DAY_MS } from '../../contract/units.ts';
import type { WarningThresholds } from '../../contract/warnings/thresholds.ts';
import type { Finding } from '../../contract/warnings/warning.ts';
import { findingFacts, severePlaces } from '../../db/risk/findings.ts';
import type { Db } from '../../db/store/open.ts';
import { centreOf } from '../../domain/geo/h3.ts';
import { severeRecurrence } from '../../domain/risk/severe-recurrence.ts';
import { BASELINE_D } from '../../domain/risk/tallies.ts';
import { scanFinding, severeFinding } from '../../domain/risk/to-finding.ts';
import { startOfDay } from '../../domain/time/local-time.ts';
import type { FoundScan, RiskGround } from './risk-worker.ts';
import type { RiskWatch } from './watch.ts';

/** Severe incidents of so long before a run are one story where they are of one kind in one place. */
const SEVERE_MS = DAY_MS;
const SEVERE_RESOLUTION = 9;

/** One look at an area. */
export interface Look {
  /** Local day looked at. */
  day: number;
  /** What became known before this moment counts, Unix ms; the end of the day where it is over. */
  atMs: number;
  /** Share of the day's budget of false alarms. */
  share: number;
}

/** Codes of a top category and all below it; null: every one there is. */
const below = ({ topOf }: RiskGround, category: string | null): string[] | null =>
  category === null ? null : [...topOf].filter(([, top]) => top === category).map(([code]) => code);

/** Excesses that the scan of a look found. */
async function findExcesses(
  db: Db,
  ground: RiskGround,
  { atMs, day, share }: Look,
  scan: FoundScan,
  thresholds: WarningThresholds,
): Promise<Finding[]> {
  const { areaId, timeZone } = ground;
  const findings: (Finding | null)[] = [];
  for (const { category, cells, centre, expected, observed, ...sure } of scan.alarms) {
    const span = { fromMs: startOfDay(day - sure.windowD + 1, timeZone), toMs: atMs };
    const categories = below(ground, category);
    const { grave, ...facts } = await findingFacts(db, {
      areaId,
      cells,
      centres: cells.map(centreOf),
      categories,
      ...span,
    });
    const what = { cells, centre, category, observed, expected, dataHash: scan.dataHash };
    findings.push(
      scanFinding(
        { ...facts, ...what, ...span },
        { ...sure, calibrated: scan.calibrated, share, grave },
        thresholds,
      ),
    );
  }
  return findings.filter((finding) => finding !== null);
}

/** All that a look at an area finds. */
export async function findAll(
  db: Db,
  watch: RiskWatch,
  { ground, look, thresholds }: { ground: RiskGround; look: Look; thresholds: WarningThresholds },
): Promise<Finding[]> {
  const { recurrenceD } = thresholds.levels[0]!;
  const scan = await watch.scan(ground, look.day, recurrenceD, look.share);
  return [
    ...(await findExcesses(db, ground, look, scan, thresholds)),
    ...(await findSevere(db, ground, look.atMs, thresholds)),
  ];
}

/** Severe incidents of the day before a moment, gathered by kind and place, as far as they are out of the ordinary. */
export async function findSevere(
  db: Db,
  { areaId }: RiskGround,
  atMs: number,
  thresholds: WarningThresholds,
): Promise<Finding[]> {
  const window = { fromMs: atMs - SEVERE_MS, toMs: atMs };
  const facts = await severePlaces(db, {
    areaId,
    ...window,
    resolution: SEVERE_RESOLUTION,
    historyD: BASELINE_D,
  });
  const { historyD, places, usual } = facts;
  const dataHash = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  const history = { historyD, usual, now: places.map(({ incidentIds }) => incidentIds.length) };
  const findings = places.map(({ cell, incidentIds, ...place }) => {
    const observed = incidentIds.length;
    return severeFinding(
      { ...place, ...window, cells: [cell], centre: cell, incidentIds, observed, dataHash },
      { historyD, recurrenceD: severeRecurrence(history, observed) },
      thresholds,
    );
  });
  return findings.filter((finding) => finding !== null);
}

/** Whether the incidents a finding names are still where, when and of the kind they were. */
export async function stillHolds(
  db: Db,
  ground: RiskGround,
  { category, cells, from, incidentIds, to }: Finding,
): Promise<boolean> {
  const facts = await findingFacts(db, {
    areaId: ground.areaId,
    cells,
    centres: cells.map(centreOf),
    categories: below(ground, category),
    fromMs: Date.parse(from),
    toMs: Date.parse(to),
  });
  const found = new Set(facts.incidentIds);
  return incidentIds.every((id) => found.has(id));
}
