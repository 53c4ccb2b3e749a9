import { setTimeout as pause } from 'node:timers/promises';
import type { FixReceipt } from '../../server/contract/fixes/fix.ts';
import type { RecordedTrack } from '../../server/domain/reading/tracks/recorded-track.ts';
import { type Opener, openHandheld } from '../simulator/wire/handheld-client.ts';
import { type DueFix, scheduleTrack } from './schedule.ts';

const TICK_MS = 1_000;

export interface ReplayOne {
  url: string;
  handheldCode: string;
  secret: string;
  track: RecordedTrack;
  speed: number;
  keepTimes: boolean;
  /** How long before now the track ends, ms. */
  agoMs: number;
  signal?: AbortSignal | undefined;
  /** Default: over a socket. */
  open?: Opener | undefined;
  onReceipts: (receipts: readonly FixReceipt[]) => void;
  onError: (message: string) => void;
}

/** Sends one track as its handheld would have: patrol start, fixes when due, patrol end. Returns the patrol's id and start. */
export async function replayTrack(
  options: ReplayOne,
): Promise<{ patrolId: number | null; startMs: number }> {
  const { url, handheldCode, secret, track, speed, keepTimes, agoMs, signal } = options;
  const told = (error: { error: string; message: string; detail?: string }) =>
    options.onError(`${handheldCode}: ${error.detail ?? error.message} (${error.error})`);
  const { open = openHandheld } = options;
  const handheld = open({
    url,
    handheldCode,
    secret,
    onReceipts: options.onReceipts,
    onError: told,
  });
  try {
    const beganMs = Date.now();
    const { startMs, endMs, fixes } = scheduleTrack(track, {
      speed,
      nowMs: beganMs - agoMs,
      keepTimes,
    });
    const started = handheld.startPatrol(startMs);
    let next = 0;
    while (next < fixes.length && !signal?.aborted) {
      const elapsedMs = Date.now() - beganMs;
      let until = next;
      while (until < fixes.length && fixes[until]!.dueMs <= elapsedMs) until += 1;
      for (const { session, due } of bySession(fixes.slice(next, until)))
        handheld.send(session, due);
      next = until;
      if (next < fixes.length) {
        const waitMs = Math.max(TICK_MS, fixes[next]!.dueMs - elapsedMs);
        await pause(waitMs, undefined, { signal }).catch(() => {});
      }
    }
    // Cut short, the patrol ends where the walking did.
    const ended = handheld.endPatrol(signal?.aborted ? (fixes[next - 1]?.fix.t ?? startMs) : endMs);
    await handheld.flush();
    await ended;
    const reply = await started;
    return { patrolId: 'patrolId' in reply ? reply.patrolId : null, startMs };
  } finally {
    handheld.close();
  }
}

function bySession(due: readonly DueFix[]) {
  const sessions = new Map<number, DueFix['fix'][]>();
  for (const { session, fix } of due)
    sessions.set(session, [...(sessions.get(session) ?? []), fix]);
  return [...sessions].map(([session, fixes]) => ({ session, due: fixes }));
}
