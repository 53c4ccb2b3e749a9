import {
  TRACKS_DAYS_MAX,
  TRACKS_PATROLS_MAX,
  type Tracks,
  trackStepS,
} from '../../contract/fixes/tracks.ts';
import { DAY_MS } from '../../contract/units.ts';
import { disclosedStretches } from '../../db/access/disclosed.ts';
import { type Place, readTracks } from '../../db/fixes/read-tracks.ts';
import { listPatrols } from '../../db/patrols/list-patrols.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';

/** Patrols of a page. */
const PAGE = 500;

interface Asked {
  areaId: number;
  /** What the asker may see. */
  scope: number;
  fromMs: number;
  toMs: number;
  /** Only those who were near it. */
  place: Place | null;
  nowMs: number;
}

/** Where everybody of an area was in a period, as far as they were the area's then, and their patrols with what stands. */
export async function gatherTracks(db: Db, asked: Asked): Promise<Tracks> {
  const { fromMs, place, toMs } = asked;
  if (toMs <= fromMs) throw Refusal.of('invalid', 'from-before-to');
  if (toMs - fromMs > TRACKS_DAYS_MAX * DAY_MS)
    throw Refusal.of('invalid', 'days-at-once', { most: TRACKS_DAYS_MAX });
  const stretches = await disclosedStretches(db, 'everybody', asked);
  const officers = new Set(stretches.map(({ officerId }) => officerId));
  const stepS = trackStepS(officers.size, toMs - fromMs);
  const tracks = await readTracks(db, stretches, { stepS, place });
  return {
    stepS,
    officers: tracks.map(({ closestM, firstMs, lastMs, latE7, lngE7, name, officerId, t }) => ({
      ...{ officerId, name, t: steps(t, fromMs), lngE7: steps(lngE7), latE7: steps(latE7) },
      near: closestM === null ? null : { closestM, firstAt: iso(firstMs!), lastAt: iso(lastMs!) },
    })),
    patrols: await patrolsOf(db, asked, tracks),
  };
}

/** Each value less the one before it. */
const steps = (values: readonly number[], origin = 0): number[] =>
  values.map((value, i) => value - (i === 0 ? origin : values[i - 1]!));

async function patrolsOf(
  db: Db,
  { areaId, fromMs, scope, toMs }: Asked,
  of: readonly { officerId: number }[],
): Promise<Tracks['patrols']> {
  const shown = new Set(of.map(({ officerId }) => officerId));
  const patrols: Tracks['patrols'] = [];
  let cursor: string | null = null;
  // One that began the day before may still be under way.
  do {
    const page = await listPatrols(db, {
      ...{ fromMs: fromMs - DAY_MS, toMs, within: areaId, scope, limit: PAGE },
      ...(cursor === null ? {} : { cursor }),
    });
    for (const { endTime, id, officerId, outcome, startTime } of page.patrols)
      if (shown.has(officerId) && (endTime === null || Date.parse(endTime) > fromMs))
        patrols.push({ id, officerId, startTime, endTime, outcome });
    cursor = page.next;
  } while (cursor !== null && patrols.length < TRACKS_PATROLS_MAX);
  return patrols;
}
