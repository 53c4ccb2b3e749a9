import type { Db } from '../../../server/db/store/open.ts';

/** What is measured: servers, what they share, and who may send to them. */
export interface Servers {
  db: Db;
  redisUrl: string | null;
  urls: readonly string[];
  handhelds: readonly { code: string; secret: string }[];
}
