import { setImmediate as othersFirst } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Alert, NormAlert } from '../../contract/console/console.ts';
import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import { keptEpisodes, type OfficerChange, writeEpisodes } from '../../db/alerts/norm-alerts.ts';
import {
  gridOutlines,
  minuteTracks,
  patrolsSince,
  type RosterOfficer,
  watchRoster,
} from '../../db/alerts/watch-facts.ts';
import { readCalendar } from '../../db/people/holidays.ts';
import type { Db } from '../../db/store/open.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { type GridOutline, gridOutline, outsideM } from '../../domain/geo/grid-outline.ts';
import { dutyDayAt } from '../../domain/norm-alerts/duty-day.ts';
import type { WatchedPatrol } from '../../domain/norm-alerts/episode.ts';
import { episodesOf } from '../../domain/norm-alerts/episodes-of.ts';
import {
  addMinute,
  emptyTrack,
  forgetBefore,
  type MinuteTrack,
  minuteOf,
  placeTrack,
} from '../../domain/norm-alerts/minute-track.ts';
import {
  type KeptEpisode,
  reconcileEpisodes,
} from '../../domain/norm-alerts/reconcile-episodes.ts';
import type { Calendar } from '../../domain/time/working-day.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = MINUTE_MS;
/** After a start handhelds come back and deliver what they kept, before anybody is missed. */
const FIRST_MS = 1.5 * MINUTE_MS;
/** Handhelds of the demo start with the server: nothing of theirs is under way. */
const DEMO_FIRST_MS = 20_000;
/** Tracks are held this far back; what arrives later than that changes verdicts, but no alert. */
const TRACK_MS = 6 * HOUR_MS;
/** Patrols and alerts of a day of duty, and of the night before. */
const LOOK_BACK_MS = 36 * HOUR_MS;
/** Assignments, leave and norms are read again this often. */
const ROSTER_MS = 5 * MINUTE_MS;
/** Officers whose tracks are read at once after a start. */
const LOAD_BATCH = 200;
/** Officers looked at before fixes and consoles have their turn. */
const LOOK_BATCH = 100;
/** The day's kinds rest on patrols, the others on the track. */
const BY_DAY: readonly NormAlert[] = ['late-start', 'will-not-make-it'];

export interface NormWatchOptions {
  db: Db;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'warn'>;
  onAlert: (alert: Alert) => void;
  /** Other servers take positions too, and cannot always say so: before an alert is raised or changed, the store is asked. */
  hasOthers?: boolean;
}

interface Held {
  track: MinuteTrack;
  /** Grids that the track's distances are measured from. */
  grids: string;
}

/**
 * Watches everybody on duty by their norms. Tracks are held in memory by the minute, patrols come with one query a tick, alerts are rows:
 * a watch that starts again reads both back and raises nothing twice.
 */
export function createNormWatch({ db, now, log, onAlert, hasOthers = false }: NormWatchOptions) {
  const held = new Map<number, Held>();
  const outlines = new Map<string, GridOutline>();
  /** Officers whose track is not read back yet; null: nobody's is. */
  let unread: Set<number> | null = null;
  let kept: Map<number, KeptEpisode[]> | null = null;
  /** What was asked while a look is under way waits for the next: a look rests on one reading. */
  let isStale = false;
  /** Another server watches: what comes meanwhile is read from the store when it is this one's turn. */
  let isOthers = false;
  let roster: { at: number; officers: Map<number, RosterOfficer>; calendar: Calendar } | null =
    null;

  const trackOf = (officerId: number): Held => {
    const known = held.get(officerId) ?? { track: emptyTrack(), grids: '' };
    held.set(officerId, known);
    return known;
  };

  /** Reads back, once after a start, what was walked before it. */
  async function readTracks(officerIds: number[], nowMs: number): Promise<void> {
    unread ??= new Set(officerIds);
    while (unread.size > 0) {
      const batch = [...unread].slice(0, LOAD_BATCH);
      await addStored(batch, nowMs);
      for (const officerId of batch) unread.delete(officerId);
    }
  }

  /** Adds what the store holds of their tracks to what was heard. */
  async function addStored(officerIds: number[], nowMs: number): Promise<void> {
    const span = { fromMs: nowMs - TRACK_MS, toMs: nowMs };
    for (const { officerId, minute } of await minuteTracks(db, { officerIds, ...span }))
      addMinute(trackOf(officerId).track, minute);
  }

  /** Measures positions not measured yet from the officer's grids, reading outlines that are not known. */
  async function placeTracks(officers: Iterable<RosterOfficer>): Promise<void> {
    const wanted = [...officers].filter(({ officerId }) => held.get(officerId)?.track.t.length);
    const keyOf = (d: { gridId: number; gridVersion: number }) => `${d.gridId}/${d.gridVersion}`;
    const missing = new Map(
      wanted
        .flatMap(({ duties }) => duties)
        .filter((duty) => !outlines.has(keyOf(duty)))
        .map((duty) => [keyOf(duty), duty]),
    );
    if (missing.size > 0)
      for (const [key, polygon] of await gridOutlines(db, [...missing.values()]))
        outlines.set(key, gridOutline(polygon));
    for (const [k, { officerId, duties }] of wanted.entries()) {
      if (k % LOOK_BATCH === LOOK_BATCH - 1) await othersFirst();
      const known = held.get(officerId)!;
      const keys = duties.map(keyOf);
      if (known.grids !== keys.join()) {
        known.grids = keys.join();
        known.track.outsideM.fill(Number.NaN);
      }
      const grids = keys.flatMap((key) => outlines.get(key) ?? []);
      placeTrack(known.track, (position) =>
        Math.min(...grids.map((grid) => outsideM(grid, position))),
      );
    }
  }

  function changesOf(
    officer: RosterOfficer,
    patrols: WatchedPatrol[],
    { nowMs, dayOf }: { nowMs: number; dayOf: typeof dutyDayAt },
  ) {
    const [duty] = officer.duties;
    const day = duty && dayOf(nowMs, duty.timeZone, duty.rules);
    const { track } = held.get(officer.officerId) ?? { track: emptyTrack() };
    const knownSinceMs = nowMs - TRACK_MS;
    return reconcileEpisodes(
      episodesOf({ ...officer, patrols, track, knownSinceMs }, nowMs, dayOf),
      kept?.get(officer.officerId) ?? [],
      {
        nowMs,
        knownSince: (kind) => (BY_DAY.includes(kind) ? (day?.fromMs ?? nowMs) : knownSinceMs),
      },
    );
  }

  async function tick(): Promise<Alert[]> {
    const nowMs = now();
    if (isStale) {
      isStale = false;
      unread = null;
      kept = null;
    }
    if (!roster || nowMs - roster.at >= ROSTER_MS || nowMs < roster.at)
      roster = {
        at: nowMs,
        officers: await watchRoster(db, nowMs),
        calendar: await readCalendar(db),
      };
    const { calendar, officers } = roster;
    if (unread === null || unread.size > 0) await readTracks([...officers.keys()], nowMs);
    kept ??= await keptEpisodes(db, nowMs - LOOK_BACK_MS);
    const patrols = await patrolsSince(db, nowMs - LOOK_BACK_MS);
    for (const { track } of held.values()) forgetBefore(track, nowMs - TRACK_MS);
    await placeTracks(officers.values());

    const moment = { nowMs, dayOf: rememberDays(calendar) };
    const changesNow = (officer: RosterOfficer): OfficerChange[] =>
      changesOf(officer, patrols.get(officer.officerId) ?? [], moment).map((change) => ({
        ...change,
        officerId: officer.officerId,
      }));
    const changes: OfficerChange[] = [];
    const doubtful: RosterOfficer[] = [];
    let looked = 0;
    for (const officer of officers.values()) {
      const own = changesNow(officer);
      if (hasOthers && own.length > 0) doubtful.push(officer);
      else changes.push(...own);
      looked += 1;
      if (looked % LOOK_BATCH === 0) await othersFirst();
    }
    for (let k = 0; k < doubtful.length; k += LOAD_BATCH) {
      const batch = doubtful.slice(k, k + LOAD_BATCH);
      await addStored(
        batch.map(({ officerId }) => officerId),
        nowMs,
      );
      await placeTracks(batch);
      changes.push(...batch.flatMap(changesNow));
    }
    // Episodes of those who no longer hold a grid or stand in for anybody end here.
    for (const [officerId, episodes] of kept)
      if (!officers.has(officerId))
        for (const change of reconcileEpisodes(null, episodes, { nowMs, knownSince: () => nowMs }))
          changes.push({ ...change, officerId });
    if (changes.length === 0) return [];
    // Where writing fails, the record is read again.
    const before = kept;
    kept = null;
    const alerts = await writeEpisodes(db, changes, nowMs);
    const changed = [...new Set(changes.map(({ officerId }) => officerId))];
    const written = await keptEpisodes(db, nowMs - LOOK_BACK_MS, changed);
    for (const officerId of changed) before.set(officerId, written.get(officerId) ?? []);
    kept = before;
    for (const alert of alerts) onAlert(alert);
    return alerts;
  }

  /** Reads tracks and alerts from the store at the next look, as at the start. */
  function readAgain(): void {
    isStale = true;
  }

  /** Whether it is this server's to watch. */
  async function ask(isOurs: IsOurs): Promise<boolean> {
    isOthers = !(await isOurs());
    if (isOthers) {
      held.clear();
      readAgain();
    }
    return !isOthers;
  }

  return {
    readAgain,
    /** Takes newly stored fixes of an officer, in any order. */
    observe(
      officerId: number,
      fixes: readonly Pick<Fix, 't' | 'lng' | 'lat' | 'accuracyM' | 'marks'>[],
    ): void {
      if (isOthers) return;
      const { track } = trackOf(officerId);
      for (const { t, lng, lat, accuracyM, marks } of fixes)
        addMinute(track, minuteOf({ t, lng, lat, accuracyM, marked: marks.length > 0 }));
    },
    /** Looks at everybody now; returns the alerts that changed. */
    tick,
    /** Looks every minute until closed, the first time once handhelds had time to come back. */
    start: (isOurs?: IsOurs, { demo = false } = {}): Worker =>
      startWorker({
        look: tick,
        firstMs: demo ? DEMO_FIRST_MS : FIRST_MS,
        restMs: EVERY_MS,
        isOurs: isOurs && (() => ask(isOurs)),
        onError: (error) => log.warn({ err: error }, 'norms not watched'),
      }),
  };
}

/** Days of duty of one moment: officers of one norm share theirs. */
function rememberDays(calendar: Calendar): typeof dutyDayAt {
  const days = new Map<object, Map<string, ReturnType<typeof dutyDayAt>>>();
  return (t, timeZone, rules) => {
    const ofRules = days.get(rules) ?? new Map<string, ReturnType<typeof dutyDayAt>>();
    days.set(rules, ofRules);
    if (!ofRules.has(timeZone)) ofRules.set(timeZone, dutyDayAt(t, timeZone, rules, calendar));
    return ofRules.get(timeZone)!;
  };
}

export type NormWatch = ReturnType<typeof createNormWatch>;
