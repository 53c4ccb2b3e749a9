import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Namespace, ServerOptions } from 'socket.io';
import { connectRedis } from './redis.ts';

/** The adapter's stream holds only what is on its way. */
const KEPT = 10_000;

export interface Rooms {
  adapter: ServerOptions['adapter'] | undefined;
  close: () => void;
}

/**
 * Rooms over all nodes, by the socket.io Redis Streams adapter: what is said to a handheld reaches it wherever it is connected. While Redis
 * is away each node has its own.
 */
export function openRooms(url: string | null): Rooms {
  if (url === null) return { adapter: undefined, close: () => {} };
  // Its readers block, and wait where Redis is away.
  const redis = connectRedis(url, {
    commandTimeout: undefined,
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
  });
  const isThere = () => redis.status === 'ready';
  // The adapter does not look at what becomes of a publication: unheard, its failure would end the process.
  const { publish } = redis;
  redis.publish = ((...args: Parameters<typeof publish>) =>
    isThere() ? publish.apply(redis, args).catch(() => 0) : Promise.resolve(0)) as typeof publish;
  const makeAdapter = createAdapter(redis, { maxLen: KEPT });
  /** Called by `new`, so no arrow. */
  function adapter(namespace: Namespace): object {
    const made = makeAdapter(namespace) as unknown as Published;
    const { doPublish, serverCount } = made;
    return Object.assign(made, {
      doPublish: async (message: unknown) => (isThere() ? doPublish.call(made, message) : ''),
      serverCount: async () => (isThere() ? serverCount.call(made).catch(() => 1) : 1),
    });
  }
  return {
    adapter: adapter as unknown as ServerOptions['adapter'],
    close: () => redis.disconnect(),
  };
}

/** How the adapter reaches other nodes. */
interface Published {
  doPublish: (message: unknown) => Promise<string>;
  serverCount: () => Promise<number>;
}
