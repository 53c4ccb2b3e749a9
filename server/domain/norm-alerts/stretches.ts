/** What one moment says of a condition: that it holds, that it does not, or nothing. */
export interface Sign {
  t: number;
  is: 'on' | 'off' | 'unsure';
  /** From when it holds, where a sign looks back. */
  sinceMs: number;
}

export interface Stretch {
  sinceMs: number;
  dueMs: number;
  untilMs: number | null;
  /** Index of the sign that raised it. */
  raisedAt: number;
}

export interface StretchOptions {
  /** Held this long before it is raised. */
  holdMs: number;
  /** Off this long before it ends, without a sign in between that it is not. */
  backMs: number;
  /** Beyond such a gap nothing is known: what was not raised yet begins anew, what was stays. */
  maxGapMs: number;
  /** Where watching ended; null while it goes on. */
  endMs: number | null;
}

/**
 * Stretches in which a condition held: raised by a sign that it still holds after `holdMs`, ended by its first sign of the contrary once
 * that has lasted `backMs`. Between two of them lie at least `backMs` and `holdMs`, so nothing flickers. Signs in order of time.
 */
export function stretchesOf(signs: readonly Sign[], options: StretchOptions): Stretch[] {
  const { holdMs, backMs, maxGapMs, endMs } = options;
  const stretches: Stretch[] = [];
  let standing: Stretch | null = null;
  let pendingMs: number | null = null;
  let offMs: number | null = null;
  let freeMs = Number.NEGATIVE_INFINITY;
  let lastMs = Number.POSITIVE_INFINITY;
  for (const [at, { t, is, sinceMs }] of signs.entries()) {
    if (t - lastMs > maxGapMs) {
      pendingMs = null;
      offMs = null;
    }
    lastMs = t;
    if (standing) {
      offMs = is === 'off' ? (offMs ?? t) : null;
      if (offMs !== null && t - offMs >= backMs) {
        standing.untilMs = offMs;
        standing = null;
        pendingMs = null;
        freeMs = t;
      }
    } else if (is === 'off') pendingMs = null;
    else if (is === 'on') {
      pendingMs ??= Math.max(sinceMs, freeMs);
      if (t - pendingMs >= holdMs) {
        standing = { sinceMs: pendingMs, dueMs: pendingMs + holdMs, untilMs: null, raisedAt: at };
        stretches.push(standing);
        offMs = null;
      }
    }
  }
  if (standing && endMs !== null) standing.untilMs = offMs ?? endMs;
  return stretches;
}
