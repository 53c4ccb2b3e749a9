import { Redis, type RedisOptions } from 'ioredis';

/** A command that is not answered by then is given up, and its connection with it. */
export const COMMAND_MAX_MS = 3_000;
const RETRY_MAX_MS = 1_000;

/**
 * A connection to Redis that comes back by itself, and never ends the process: what is asked while it is away fails at once unless told.
 */
export function connectRedis(url: string, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, {
    connectTimeout: COMMAND_MAX_MS,
    commandTimeout: COMMAND_MAX_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(RETRY_MAX_MS, 50 * tries),
    ...options,
  });
  redis.on('error', () => {});
  return redis;
}
