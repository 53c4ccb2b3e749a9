export interface QuotaOptions {
  /** Taken under a key in one window. */
  most: number;
  /** A window begins with what is taken first after the one before, ms. */
  windowMs: number;
}

/** Keys remembered at most; the one whose window began longest ago goes first. */
const KEYS = 100_000;

/** Bounds what comes under a key in a time. Moments Unix ms. */
export function createQuota({ most, windowMs }: QuotaOptions) {
  const windows = new Map<number, { sinceMs: number; count: number }>();
  return {
    /** Takes an amount and answers 0, or takes nothing and answers how long to wait, ms. */
    take(key: number, amount: number, now: number): number {
      let window = windows.get(key);
      if (!window || now - window.sinceMs >= windowMs) {
        window = { sinceMs: now, count: 0 };
        windows.delete(key);
        windows.set(key, window);
        if (windows.size > KEYS) windows.delete(windows.keys().next().value!);
      }
      if (window.count + amount > most) return Math.max(1, window.sinceMs + windowMs - now);
      window.count += amount;
      return 0;
    },
  };
}

export type Quota = ReturnType<typeof createQuota>;
