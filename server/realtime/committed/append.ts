import { type Committed, type Entry, GENERAL, KEYS, PREFIX, type Share } from './event.ts';
import { connectRedis } from './redis.ts';

/** Entries a key keeps at least, each what was committed while the one before was on its way: minutes of a city. */
const KEPT = 20_000;
/** What is shared is known to be missed from so long before it could not be appended, ms. */
const MARGIN_MS = 5_000;

export interface AppenderOptions {
  url: string;
  now: () => number;
  /** Names this node. */
  node: string;
  /** The district of a grid; null: not known, or above districts. */
  districtOf: (gridId: number | null) => number | null;
  onError: (error: unknown) => void;
}

/** The grid that says under which district something is appended. */
function gridOf(event: Committed): number | null {
  if (event.kind === 'fixes') return event.gridId;
  if (event.kind === 'alert') return event.alert.gridId;
  if (event.kind === 'case') return event.case.gridId;
  if (event.kind === 'warning') return event.warning.gridIds[0] ?? null;
  if (event.kind === 'incidents') return event.changed[0]?.gridId ?? null;
  return null;
}

/**
 * Appends what was committed, what came meanwhile in one go. What cannot be appended is let go, and all nodes are told of it when Redis is
 * there again: they read it from the store.
 */
export function createAppender({ url, now, node, districtOf, onError }: AppenderOptions) {
  const redis = connectRedis(url);
  const begun = new Set([GENERAL]);
  let waiting = new Map<string, Committed[]>();
  let flushing: Promise<void> | null = null;
  let lostSinceMs: number | null = null;

  const keyOf = (event: Committed) => {
    const district = districtOf(gridOf(event));
    return district === null ? GENERAL : `${PREFIX}:${district}`;
  };

  async function append(entries: ReadonlyMap<string, readonly Entry[]>): Promise<void> {
    const steps = redis.pipeline();
    const add = (key: string, of: readonly Entry[]) =>
      steps.xadd(key, 'MAXLEN', '~', KEPT, '*', 'node', node, 'events', JSON.stringify(of));
    for (const key of entries.keys())
      if (!begun.has(key)) {
        steps.sadd(KEYS, key);
        add(GENERAL, [{ kind: 'key', key }]);
      }
    for (const [key, of] of entries) add(key, of);
    for (const [error] of (await steps.exec()) ?? []) if (error) throw error;
    for (const key of entries.keys()) begun.add(key);
  }

  function lose(error: unknown): void {
    if (lostSinceMs === null) onError(error);
    lostSinceMs ??= now() - MARGIN_MS;
    // An answer that does not come leaves a connection of which nobody knows.
    if (redis.status === 'ready') redis.disconnect(true);
  }

  async function flush(): Promise<void> {
    while (waiting.size > 0) {
      const entries = waiting;
      waiting = new Map();
      await append(entries).catch(lose);
    }
    flushing = null;
  }

  const share: Share = (event) => {
    if (redis.status !== 'ready') {
      lostSinceMs ??= now() - MARGIN_MS;
      return;
    }
    const key = keyOf(event);
    const of = waiting.get(key);
    if (of) of.push(event);
    else waiting.set(key, [event]);
    flushing ??= flush();
  };

  redis.on('ready', () => {
    // Redis may have lost which keys were begun.
    begun.clear();
    begun.add(GENERAL);
    if (lostSinceMs === null) return;
    const sinceMs = lostSinceMs;
    append(new Map([[GENERAL, [{ kind: 'missed', sinceMs }]]])).then(() => {
      lostSinceMs = null;
    }, lose);
  });

  return {
    share,
    awaySinceMs: () => lostSinceMs,
    async close() {
      await flushing;
      redis.disconnect();
    },
  };
}
