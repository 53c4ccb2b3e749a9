import {
  decodeTrails,
  TRAILS_OFFICERS_MAX,
  type TrailsAsked,
} from '../../../server/contract/console/trails.ts';
import type { ErrorReply } from '../../../server/contract/error.ts';
import { addTrails } from './fleet-store.ts';

type Ask = (asked: TrailsAsked) => Promise<ArrayBuffer | ErrorReply>;

/** Fetches the way officers came before the page was opened, once each. */
function createBackfill() {
  let ask: Ask | null = null;
  const known = new Set<number>();
  return {
    /** From a new connection on. */
    begin(through: Ask): void {
      ask = through;
    },
    want(ids: readonly number[]): void {
      const officerIds = ids.filter((id) => !known.has(id)).slice(0, TRAILS_OFFICERS_MAX);
      if (!ask || officerIds.length === 0) return;
      for (const id of officerIds) known.add(id);
      ask({ officerIds }).then(
        (reply) => {
          if (!('error' in reply)) addTrails(decodeTrails(reply));
        },
        () => {
          for (const id of officerIds) known.delete(id);
        },
      );
    },
    end(): void {
      ask = null;
      known.clear();
    },
  };
}

export const backfill = createBackfill();
