import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { type AppenderOptions, createAppender } from './append.ts';
import { type Committed, type Entry, GENERAL, KEYS, type Share } from './event.ts';
import { COMMAND_MAX_MS, connectRedis } from './redis.ts';

export interface Follower {
  /** Takes what another node committed. */
  take: (event: Committed) => void;
  /** What was committed since then (Unix ms) may not have been heard: to be read from the store. */
  missed: (sinceMs: number) => void;
}

export interface CommittedStream {
  share: Share;
  /** Hears from now on, from where the stream was when it was opened. */
  follow: (follower: Follower) => void;
  /** Since when this node does not hear what others commit, or cannot tell them, Unix ms; null: it does. */
  awaySinceMs: () => number | null;
  /** How old what is heard was when it was heard last, ms; while away, how long that has lasted. */
  lagMs: () => number;
  close(): Promise<void>;
}

/** Without other nodes there is nobody to tell. */
export const ALONE: CommittedStream = {
  share: () => {},
  follow: () => {},
  awaySinceMs: () => null,
  lagMs: () => 0,
  close: async () => {},
};

const BLOCK_MS = 1_000;
const READ_MAX = 500;
const RETRY_MS = 250;
/** Who reads so old an entry may have been overtaken by the trimming. */
const LATE_MS = 30_000;

/**
 * The stream of what was committed, on Redis Streams, a key a district: appended after the commit, read by every node in the order of each
 * key from where it stood. `missed` is called where that place is gone: the stream was trimmed past it, or Redis lost it, or a node could not append.
 */
export async function openStream(options: Omit<AppenderOptions, 'node'>): Promise<CommittedStream> {
  const { url, now, onError } = options;
  const node = randomUUID();
  const reader = connectRedis(url, { commandTimeout: BLOCK_MS + COMMAND_MAX_MS });
  const appender = createAppender({ ...options, node });
  /** The entry each key was read up to. */
  const places = new Map<string, string>();
  let isClosed = false;
  /** Whether every place still is in its key. */
  let isSure = false;
  let heardMs = now();
  let lagMs = 0;

  /** Finds its place in every key, where it stood or else at the end; whether something may have been missed. */
  async function findPlaces(): Promise<boolean> {
    let isMissed = false;
    for (const key of [GENERAL, ...(await reader.smembers(KEYS))]) {
      const place = places.get(key);
      if (place === '0-0') continue;
      if (place !== undefined && (await reader.xrange(key, place, place)).length > 0) continue;
      isMissed ||= place !== undefined;
      const [last] = await reader.xrevrange(key, '+', '-', 'COUNT', 1);
      places.set(key, last?.[0] ?? '0-0');
    }
    isSure = true;
    return isMissed;
  }

  function hear({ take, missed }: Follower, key: string, id: string, fields: string[]): void {
    places.set(key, id);
    lagMs = Math.max(0, Date.now() - Number(id.split('-')[0]));
    const [, from, , events] = fields;
    if (from === node) return;
    for (const entry of JSON.parse(events!) as Entry[])
      try {
        if (entry.kind === 'missed') missed(entry.sinceMs);
        else if (entry.kind === 'key') places.set(entry.key, places.get(entry.key) ?? '0-0');
        else take(entry);
      } catch (error) {
        onError(error);
      }
  }

  async function listen(follower: Follower): Promise<void> {
    const isNew = places.size === 0;
    if (!isSure && ((await findPlaces()) || isNew)) follower.missed(heardMs);
    const read = await reader.xread(
      ...(['COUNT', READ_MAX, 'BLOCK', BLOCK_MS, 'STREAMS'] as const),
      ...places.keys(),
      ...places.values(),
    );
    if (!read) lagMs = 0;
    for (const [key, entries] of read ?? [])
      for (const [id, fields] of entries) hear(follower, key, id, fields);
    heardMs = now();
    if (lagMs > LATE_MS) isSure = false;
  }

  async function follow(follower: Follower): Promise<void> {
    while (!isClosed)
      await listen(follower).catch(async (error: unknown) => {
        if (isSure && !isClosed) onError(error);
        isSure = false;
        await sleep(RETRY_MS, undefined, { ref: false });
      });
  }

  await isReady(reader).then(findPlaces).catch(onError);
  let following: Promise<void> | undefined;
  return {
    share: appender.share,
    follow(follower) {
      following = follow(follower);
    },
    awaySinceMs() {
      const muteMs = appender.awaySinceMs();
      return isSure ? muteMs : Math.min(heardMs, muteMs ?? heardMs);
    },
    lagMs: () => (isSure ? lagMs : now() - heardMs),
    async close() {
      await appender.close();
      isClosed = true;
      reader.disconnect();
      await following;
    },
  };
}

/** Settles when a connection is there; throws where it is not in time. */
async function isReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(COMMAND_MAX_MS) });
}
