import { MINUTE_MS } from '../../contract/units.ts';
import { districtsOfGrids } from '../../db/areas/districts.ts';
import type { Db } from '../../db/store/open.ts';
import { startWorker } from '../../jobs/worker/worker.ts';
import { ALONE, type CommittedStream, openStream } from './stream.ts';

/** What servers of one store tell each other of what they committed; `url` is that of Redis, null: there is one server. */
export async function openCommitted({
  url,
  db,
  now,
  failed,
}: {
  url: string | null;
  db: Db;
  now: () => number;
  failed: (what: string) => (error: unknown) => void;
}): Promise<CommittedStream> {
  if (url === null) return ALONE;
  let districts = new Map<number, number>();
  const mapping = startWorker({
    look: async () => {
      districts = await districtsOfGrids(db, now());
    },
    restMs: MINUTE_MS,
    onError: failed('districts not read'),
  });
  const stream = await openStream({
    url,
    now,
    districtOf: (gridId) => (gridId === null ? null : (districts.get(gridId) ?? null)),
    onError: failed('Redis is away: what other servers take is not heard'),
  });
  return {
    ...stream,
    async close() {
      await mapping.close();
      await stream.close();
    },
  };
}
