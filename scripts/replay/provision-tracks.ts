import type { Datum } from '../../server/contract/areas/geo.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { createSecret } from '../../server/domain/accounts/secret.ts';
import type { RecordedTrack } from '../../server/domain/reading/tracks/recorded-track.ts';
import type { Api } from '../command/api-client.ts';
import { createGridFinder } from './find-grid.ts';
import { spanOf } from './schedule.ts';

/** Patrols looked at before a track is put beside them. */
const BEFORE_MS = 7 * DAY_MS;
/** Longest code the API takes, less the prefix. */
const ID_MAX = 56;

/** A track with the officer and the handheld that walk it. */
export interface Cast {
  track: RecordedTrack;
  grid: string;
  /** Code of the officer and of the handheld. */
  code: string;
  secret: string;
  /** How long before now its track ends: nobody walks twice at a time, so one replayed again goes before the last. Ms. */
  agoMs: number;
}

export interface ProvisionOptions {
  /** Code of the grid of all tracks, or `auto`: the one that holds most of each. */
  grid: string;
  datum: Datum;
  keepTimes: boolean;
  /** Whether starts are pressed: then a track replayed again goes before its last walk. */
  declared: boolean;
  nowMs: number;
}

/**
 * Makes an officer and a handheld for every track that lies in a grid, assigned from before its first fix on: one each,
 * for tracks of one person walked at once would be one person in two places. Tracks without a grid come back as `homeless`.
 */
export async function provisionTracks(
  api: Api,
  tracks: readonly RecordedTrack[],
  { grid, datum, keepTimes, declared, nowMs }: ProvisionOptions,
): Promise<{ cast: Cast[]; homeless: RecordedTrack[] }> {
  const find =
    grid === 'auto'
      ? createGridFinder(await api.areas({ level: 'grid' }))
      : (): string | null => grid;
  const cast: Cast[] = [];
  const homeless: RecordedTrack[] = [];
  for (const track of tracks) {
    const own = find(track.points, datum);
    if (own === null) homeless.push(track);
    else
      cast.push({
        track,
        grid: own,
        code: `replay-${track.id.slice(-ID_MAX)}`,
        secret: createSecret(),
        agoMs: 0,
      });
  }
  if (cast.length === 0) return { cast, homeless };
  if (declared && !keepTimes) await goBefore(api, cast, nowMs);
  const fromOf = ({ agoMs, track }: Cast) => {
    const { firstMs, lengthMs } = spanOf(track);
    return new Date((keepTimes ? firstMs : nowMs - agoMs - lengthMs) - MINUTE_MS).toISOString();
  };
  await api.putOfficers(
    cast.map(({ code, track }) => ({ code, name: track.userId, category: 'full-time' })),
  );
  await api.putHandhelds(cast.map(({ code, secret }) => ({ code, secret, datum })));
  await api.putAssignments({
    officers: cast.map((one) => ({ officer: one.code, grid: one.grid, from: fromOf(one) })),
    handhelds: cast.map((one) => ({ handheld: one.code, officer: one.code, from: fromOf(one) })),
  });
  return { cast, homeless };
}

/** Sets how long ago those walk whose officers have walked before: the latest time that is free of their patrols. */
async function goBefore(api: Api, cast: readonly Cast[], nowMs: number): Promise<void> {
  const { officers } = await api.officers();
  const idOf = new Map(officers.map(({ code, id }) => [code, id]));
  for (const one of cast) {
    const officerId = idOf.get(one.code);
    if (officerId === undefined) continue;
    const { lengthMs } = spanOf(one.track);
    const { patrols } = await api.patrols({ officerId, from: nowMs - BEFORE_MS });
    for (const { startTime, endTime } of patrols)
      if (endTime === null || Date.parse(endTime) > nowMs - one.agoMs - lengthMs)
        one.agoMs = Math.max(one.agoMs, nowMs - Date.parse(startTime) + MINUTE_MS);
  }
}
