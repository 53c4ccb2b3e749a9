import type { FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { Redis } from 'ioredis';

const PREFIX = 'xunji:requests';
/** Keys a server counts by itself at most; the one whose window began longest ago goes first. */
const OWN_MAX = 5_000;

interface Counted {
  /** Requests in the window, this one among them. */
  current: number;
  /** Until the window ends, ms. */
  ttl: number;
}

/** Requests of a window by key, counted for all servers together by Redis; while it is away every server counts its own. */
export function sharedLimit(redis: Redis): FastifyRateLimitStoreCtor {
  return class Requests {
    private readonly own = new Map<string, { count: number; untilMs: number }>();
    private readonly route: string;

    constructor(_: object, route = '') {
      this.route = route;
    }

    incr(
      key: string,
      tell: (error: Error | null, counted?: Counted) => void,
      windowMs: number,
    ): void {
      const alone = () => this.countOwn(key, windowMs);
      const counted =
        redis.status === 'ready'
          ? countTogether(redis, `${PREFIX}:${this.route}:${key}`, windowMs).catch(alone)
          : Promise.resolve(alone());
      counted.then((value) => tell(null, value), tell);
    }

    child(given: object): Requests {
      // Its type does not name what the plugin hands over.
      const { routeInfo } = given as { routeInfo?: { method: string; url: string } };
      return new Requests({}, `${routeInfo?.method}${routeInfo?.url}`);
    }

    private countOwn(key: string, windowMs: number): Counted {
      const now = Date.now();
      const before = this.own.get(key);
      const isOver = !before || before.untilMs <= now;
      const { count, untilMs } = isOver ? { count: 0, untilMs: now + windowMs } : before;
      if (isOver) this.own.delete(key);
      this.own.set(key, { count: count + 1, untilMs });
      if (this.own.size > OWN_MAX) this.own.delete(this.own.keys().next().value!);
      return { current: count + 1, ttl: untilMs - now };
    }
  };
}

async function countTogether(redis: Redis, key: string, windowMs: number): Promise<Counted> {
  try {
    const told = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).pttl(key).exec();
    const [current, ttl] = [told![1]![1], told![2]![1]] as [number, number];
    return { current, ttl };
  } catch (error) {
    // An answer that does not come leaves a connection of which nobody knows; until it is a new one nobody waits for it.
    if (redis.status === 'ready') redis.disconnect(true);
    throw error;
  }
}
