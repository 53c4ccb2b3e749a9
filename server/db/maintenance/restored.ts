import type { Db } from '../store/open.ts';
import { putSetting, readSetting } from '../store/settings.ts';

/** Of a store that was brought back from a backup: when, and up to when it has what was received, Unix ms. */
export interface Restored {
  atMs: number;
  asOfMs: number;
}

const KEY = 'restored';

export const noteRestored = (db: Db, restored: Restored): Promise<void> =>
  putSetting(db, KEY, JSON.stringify(restored));

export async function readRestored(db: Db): Promise<Restored | undefined> {
  const value = await readSetting(db, KEY);
  return value === undefined ? undefined : JSON.parse(value);
}
