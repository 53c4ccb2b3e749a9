import { LRUCache } from 'lru-cache';
import type { Route } from '../../contract/routes/route.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { type Call, follow } from '../../services/access/claims.ts';

/** Looks held in mind; of one that is forgotten there is another entry. */
const LOOKS_KEPT = 10_000;

/** Keeps in mind what trials looked at within the last hour, so that a form that is filled in is one entry of the log and not one a letter. */
export function createLookedAt() {
  const since = new LRUCache<string, number>({ max: LOOKS_KEPT });
  return {
    /** What a call looks at, for whom; null where every call is on record. */
    keyOf: (route: Route, call: Call, who: readonly unknown[]): string | null =>
      route.looksAt
        ? JSON.stringify([
            ...[route.operationId, who],
            route.looksAt.map((pointer) =>
              follow(call, pointer.split('.')).map(({ value }) => value),
            ),
          ])
        : null,
    isOnRecord: (key: string, nowMs: number): boolean =>
      nowMs - (since.get(key) ?? Number.NEGATIVE_INFINITY) < HOUR_MS,
    put: (key: string, nowMs: number): void => {
      since.set(key, nowMs);
    },
  };
}
