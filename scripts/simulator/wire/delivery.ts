import { HOUR_MS } from '../../../server/contract/units.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import type { Random } from '../random.ts';

export interface Delivery {
  random: Random;
  /** Seconds of fixes a batch holds. */
  batchS?: number;
  /** Times without a network an hour, and how long one lasts on average. */
  offlinePerHour?: number;
  offlineS?: number;
  /** Everything is held back this long after the last fix. */
  heldBackMs?: number;
  /** Device clock minus true time. Fix times are device times; only the receive times are true. */
  clockAheadMs?: number;
}

/** Sets sending and receive times: batches every few seconds, later where the network was away. Pure. */
export function deliver(fixes: readonly Fix[], delivery: Delivery): Fix[] {
  const { random, batchS = 10, offlinePerHour = 1, offlineS = 120, heldBackMs = 0 } = delivery;
  const clockAheadMs = delivery.clockAheadMs ?? Math.round(random.normal(0, 400));
  const last = fixes.at(-1)?.t ?? 0;
  const first = fixes[0]?.t ?? 0;
  const away = Array.from(
    { length: random.poisson((offlinePerHour * (last - first)) / HOUR_MS) },
    () => {
      const from = random.uniform(first, last);
      return { from, to: from + random.exponential(offlineS) * 1000 };
    },
  );
  const reachable = (t: number) => {
    const spell = away.find(({ from, to }) => t >= from && t < to);
    return spell ? Math.ceil(spell.to) : t;
  };
  const sent: Fix[] = [];
  let batch: Fix[] = [];
  const close = (atMs: number) => {
    const sentMs = heldBackMs > 0 ? last + heldBackMs : reachable(atMs);
    const receivedMs = sentMs - clockAheadMs + Math.round(60 + random.exponential(250));
    for (const fix of batch) sent.push({ ...fix, sentMs, receivedMs });
    batch = [];
  };
  for (const fix of fixes) {
    batch.push(fix);
    if (fix.t - batch[0]!.t >= (batchS - 1) * 1000 || batch.length === 500) close(fix.t + 300);
  }
  if (batch.length > 0) close(last + 300);
  return sent;
}
