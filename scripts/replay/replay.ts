import { setTimeout as pause } from 'node:timers/promises';
import type { FixReceipt } from '../../server/contract/fixes/fix.ts';
import type { Patrol } from '../../server/contract/patrols/patrol.ts';
import type { RecordedTrack } from '../../server/domain/reading/tracks/recorded-track.ts';
import type { Api } from '../command/api-client.ts';
import type { Opener } from '../simulator/wire/handheld-client.ts';
import { type Cast, type ProvisionOptions, provisionTracks } from './provision-tracks.ts';
import { replayTrack } from './replay-track.ts';

const VERDICT_POLL_MS = 1_000;

export interface ReplayOptions extends Omit<ProvisionOptions, 'nowMs'> {
  url: string;
  speed: number;
  /** Tracks walked at once. */
  parallel: number;
  /** How long to wait for verdicts, ms. */
  verdictWaitMs: number;
  signal?: AbortSignal;
  /** How handhelds of these codes are opened; undefined, or left out: over sockets. */
  opener?: (codes: readonly string[]) => Promise<Opener | undefined>;
  onProgress?: (progress: ReplayProgress) => void;
}

export interface ReplayProgress {
  tracks: number;
  walking: number;
  done: number;
  fixes: number;
  /** Receipts by outcome, refusals by reason. */
  receipts: Record<string, number>;
}

export interface ReplayedPatrol {
  track: string;
  grid: string;
  patrolId: number | null;
  /** Page of the console with its evidence. */
  link: string | null;
  /** With its verdict, where it came in time. */
  patrol: Patrol | null;
}

export interface ReplaySummary extends ReplayProgress {
  patrols: ReplayedPatrol[];
  /** Tracks that lie in no grid. */
  homeless: string[];
  errors: string[];
}

/** Replays tracks through the sockets of a running server, and waits for the verdicts over their patrols. */
export async function replay(
  api: Api,
  tracks: readonly RecordedTrack[],
  options: ReplayOptions,
): Promise<ReplaySummary> {
  const { cast, homeless } = await provisionTracks(api, tracks, { ...options, nowMs: Date.now() });
  const open = await options.opener?.(cast.map(({ code }) => code));
  const progress: ReplayProgress = {
    tracks: cast.length,
    walking: 0,
    done: 0,
    fixes: cast.reduce((sum, { track }) => sum + track.points.length, 0),
    receipts: {},
  };
  const errors: string[] = [];
  const walked: (Cast & { patrolId: number | null; startMs: number })[] = [];
  const count = (receipts: readonly FixReceipt[]) => {
    for (const { outcome, reason } of receipts) {
      const key = reason ? `${outcome}: ${reason}` : outcome;
      progress.receipts[key] = (progress.receipts[key] ?? 0) + 1;
    }
    options.onProgress?.(progress);
  };
  const waiting = [...cast];
  const walkOn = async () => {
    for (let one = waiting.shift(); one && !options.signal?.aborted; one = waiting.shift()) {
      progress.walking += 1;
      const { agoMs, code: handheldCode, secret, track } = one;
      try {
        const outcome = await replayTrack({
          ...options,
          open,
          handheldCode,
          secret,
          track,
          agoMs,
          onReceipts: count,
          onError: (message) => errors.push(message),
        });
        walked.push({ ...one, ...outcome });
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
      progress.walking -= 1;
      progress.done += 1;
      options.onProgress?.(progress);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, walkOn));
  const patrols = await verdictsOf(api, walked, options);
  return { ...progress, patrols, homeless: homeless.map(({ id }) => id), errors };
}

async function verdictsOf(
  api: Api,
  walked: readonly (Cast & { patrolId: number | null; startMs: number })[],
  { verdictWaitMs, signal }: ReplayOptions,
): Promise<ReplayedPatrol[]> {
  const { officers } = await api.officers();
  const idOf = new Map(officers.map(({ code, id }) => [code, id]));
  const untilMs = Date.now() + verdictWaitMs;
  const patrols: ReplayedPatrol[] = [];
  for (const { track, grid, code, patrolId, startMs } of walked) {
    const officerId = idOf.get(code);
    const known = patrolId !== null && officerId !== undefined;
    let patrol: Patrol | null = null;
    while (known) {
      const page = await api.patrols({ officerId, from: startMs - 1 });
      patrol = page.patrols.find(({ id }) => id === patrolId) ?? null;
      if (patrol?.outcome || Date.now() > untilMs || signal?.aborted) break;
      await pause(VERDICT_POLL_MS);
    }
    patrols.push({
      track: track.id,
      grid,
      patrolId,
      link: known ? api.link(`/officers/${officerId}/patrols/${patrolId}`) : null,
      patrol,
    });
  }
  return patrols;
}
