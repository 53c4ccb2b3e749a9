import { HOUR_MS } from '../../contract/units.ts';
import {
  WARNING_LEVELS,
  type WarningLevel,
  type WarningReason,
  type WarningState,
  type WarningStep,
} from '../../contract/warnings/warning.ts';
import { assignEpisodes } from './assign.ts';
import { episodesOf } from './episodes.ts';
import { isStanding, nextState } from './life-cycle.ts';
import type { WarningPolicy } from './policy.ts';
import { type Closing, rankOf, withoutQuiet } from './quiet.ts';
import { type Places, placeMatcher } from './same-place.ts';
import type { Episode, Sighting } from './sighting.ts';
import { type Standing, standingOf } from './standing.ts';

/** A warning on record. Times in Unix ms. */
export interface Head {
  id: number;
  category: string | null;
  state: WarningState;
  level: WarningLevel;
  peak: WarningLevel;
  supported: boolean;
  /** What its latest version rests on, as `Change.fingerprint`. */
  fingerprint: string;
  foundFrom: number;
  foundTo: number;
  endedAt: number | null;
  mergedInto: number | null;
}

/** What is known when a run was put on record. */
export interface Known {
  /** Sightings in force of the warnings the run can touch, and of none. */
  sightings: readonly Sighting[];
  /** What earlier versions of the run said, latest first: what is found there now is of the same warning. */
  superseded: readonly Sighting[];
  places: Places;
  closings: readonly Closing[];
  /** Warnings these sightings are or were counted to, and those that stand. */
  heads: readonly Head[];
  /** Latest run that looked at a category, Unix ms. */
  asOf: (category: string | null) => number;
  /** The run is later than all before: only sightings of late are known, and what they were counted to holds. */
  settled: boolean;
}

/** What becomes of a warning, or that there is a new one. */
export interface Change extends Standing {
  /** null: a new warning. */
  id: number | null;
  /** Sightings that are its own from now on. */
  members: readonly Sighting[];
  /** What the last run that found it says, strongest first; none where the data supports it no longer; null: as before. */
  evidence: readonly Sighting[] | null;
  fingerprint: string;
  supported: boolean;
  follows: number | null;
  /** Place in the list of changes of what it became part of. */
  mergedInto: number | null;
  /** Why there is a new version; null: nothing to tell. */
  reason: WarningReason | null;
  /** Steps of the machine, in order. */
  steps: WarningStep['step'][];
}

/** What a run changes. A function of what is known: neither the order of runs nor their repetition enters. */
export function judgeRuns(known: Known, policy: WarningPolicy): Change[] {
  const samePlace = placeMatcher(known.places, policy.overlapMin);
  const heads = new Map(known.heads.map((head) => [head.id, head]));
  const loud = withoutQuiet(inherit(known, samePlace), known.closings, {
    samePlace,
    quietMs: policy.quietH * HOUR_MS,
  });
  const closedAt = new Map(
    known.heads.flatMap(({ id, state, endedAt }) =>
      state === 'closed' && endedAt !== null ? [[id, endedAt]] : [],
    ),
  );
  const episodes = episodesOf(loud, {
    samePlace,
    linkMs: policy.expireAfterH * HOUR_MS,
    closedAt,
    settled: known.settled,
  });
  const { carriers, left } = assignEpisodes(
    episodes,
    known.heads.map(({ id, state }) => ({
      id,
      touched: state !== 'raised' && state !== 'expired',
    })),
  );
  const changes = episodes.map((episode, k) =>
    carryOn(episode, heads.get(carriers[k] ?? 0) ?? null, { ...known, samePlace, policy }),
  );
  for (const { id, into } of left) {
    const head = heads.get(id)!;
    // When only recent sightings are known, a warning without any is one not found recently.
    if (into === null && known.settled) changes.push(fade(head, known.asOf(head.category), policy));
    else changes.push(leave(head, into, into === null ? null : changes[into]!.id));
  }
  return changes;
}

/** Sightings, those of a run made again counted to what it was before. */
function inherit(
  { sightings, superseded }: Known,
  samePlace: (a: string, b: string) => boolean,
): Sighting[] {
  return sightings.map((sighting) => {
    if (sighting.owner !== null) return sighting;
    const before = superseded.find(
      ({ at, category, place }) =>
        at === sighting.at && category === sighting.category && samePlace(place, sighting.place),
    );
    return before ? { ...sighting, owner: before.owner } : sighting;
  });
}

interface Rules extends Known {
  samePlace: (a: string, b: string) => boolean;
  policy: WarningPolicy;
}

function carryOn(episode: Episode, head: Head | null, rules: Rules): Change {
  const first = episode[0]!;
  const latest = rules.asOf(first.category);
  const asOf = head?.state === 'closed' ? Math.min(latest, head.endedAt!) : latest;
  const now = standingOf(episode, Math.max(asOf, episode.at(-1)!.at), rules.policy);
  const evidence = episode.filter(({ at }) => at === now.foundTo);
  const fingerprint = evidence.map((sighting) => sighting.fingerprint).join(' ');
  const standing = head && rules.settled ? { ...now, ...withPast(now, head) } : now;
  return {
    ...standing,
    id: head?.id ?? null,
    members: episode,
    evidence,
    fingerprint,
    supported: true,
    follows: head ? null : followed(first, rules),
    mergedInto: null,
    reason: head ? reasonFor(head, { ...standing, fingerprint }, rules.settled) : 'raised',
    steps: stepsFor(head?.state ?? 'raised', standing.expired),
  };
}

/** Before the sightings that are known there were others, which the head sums up. */
const withPast = (now: Standing, head: Head) => ({
  foundFrom: Math.min(now.foundFrom, head.foundFrom),
  peak: rankOf(head.peak) > rankOf(now.peak) ? head.peak : now.peak,
});

function reasonFor(
  head: Head,
  now: { level: WarningLevel; fingerprint: string },
  settled: boolean,
): WarningReason | null {
  const same = head.level === now.level && head.fingerprint === now.fingerprint && head.supported;
  if (same) return null;
  if (!settled || !head.supported) return 'corrected';
  if (head.level === now.level) return 'changed';
  return rankOf(now.level) > rankOf(head.level) ? 'rose' : 'fell';
}

function stepsFor(state: WarningState, expired: boolean): WarningStep['step'][] {
  const step = expired ? 'expire' : 'raise-again';
  const wanted = expired ? isStanding(state) : state === 'expired';
  return wanted && nextState(state, step) ? [step] : [];
}

/** The warning of the same place that was closed last before. */
function followed(first: Sighting, { closings, samePlace, policy }: Rules): number | null {
  const before = closings
    .filter(
      (closing) =>
        closing.at < first.at &&
        first.at - closing.at <= policy.expireAfterH * HOUR_MS &&
        closing.category === first.category &&
        samePlace(closing.place, first.place),
    )
    .sort((a, b) => b.at - a.at);
  return before[0]?.id ?? null;
}

function fade(head: Head, asOf: number, { fallAfterH, expireAfterH }: WarningPolicy): Change {
  const unfoundH = (asOf - head.foundTo) / HOUR_MS;
  const level = isStanding(head.state) && unfoundH >= fallAfterH ? WARNING_LEVELS[0] : head.level;
  const expired = unfoundH >= expireAfterH;
  return {
    ...head,
    level,
    expired,
    members: [],
    evidence: null,
    follows: null,
    mergedInto: null,
    reason: level === head.level ? null : 'fell',
    steps: expired ? stepsFor(head.state, true) : [],
  };
}

function leave(head: Head, into: number | null, intoId: number | null): Change {
  const known = !head.supported && (into === null || intoId === head.mergedInto);
  return {
    ...head,
    expired: true,
    members: [],
    evidence: [],
    fingerprint: '',
    supported: false,
    follows: null,
    mergedInto: into,
    reason: known ? null : into === null ? 'unsupported' : 'merged',
    steps: stepsFor(head.state, true),
  };
}
