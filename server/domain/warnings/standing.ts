import { HOUR_MS } from '../../contract/units.ts';
import { WARNING_LEVELS, type WarningLevel } from '../../contract/warnings/warning.ts';
import type { WarningPolicy } from './policy.ts';
import { rankOf } from './quiet.ts';
import type { Episode } from './sighting.ts';

/** Where an episode stands after the runs up to a moment. */
export interface Standing {
  level: WarningLevel;
  /** Highest level it was found at. */
  peak: WarningLevel;
  /** First and last run that found it, Unix ms. */
  foundFrom: number;
  foundTo: number;
  expired: boolean;
}

/**
 * The level is the highest found within the last `fallAfterH` hours: it rises at once and falls only after nothing of it was found for so long, to the
 * mildest where nothing was found at all; after `expireAfterH` hours of that the episode is over. A function of the set of sightings: late ones change it
 * as if they had been in time. `asOf`: the latest run that looked, Unix ms.
 */
export function standingOf(
  episode: Episode,
  asOf: number,
  { fallAfterH, expireAfterH }: Pick<WarningPolicy, 'fallAfterH' | 'expireAfterH'>,
): Standing {
  const foundTo = episode.at(-1)!.at;
  const endsAt = foundTo + expireAfterH * HOUR_MS;
  const recent = episode.filter(({ at }) => at > Math.min(asOf, endsAt) - fallAfterH * HOUR_MS);
  return {
    level: highest(recent),
    peak: highest(episode),
    foundFrom: episode[0]!.at,
    foundTo,
    expired: endsAt <= asOf,
  };
}

const highest = (episode: Episode): WarningLevel =>
  WARNING_LEVELS[Math.max(0, ...episode.map(({ level }) => rankOf(level)))]!;
