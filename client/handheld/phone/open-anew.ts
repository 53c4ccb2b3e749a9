import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * A database of this phone, opened when it is first needed, and anew after the browser ended the connection, as it does where the disk is full.
 * `onLost` hears of that: what was written last may not have come to the disk, though it was said to have.
 */
export function openAnew<S extends DBSchema | unknown = unknown>(
  name: string,
  make: (fresh: IDBPDatabase<S>) => void,
  onLost: () => void = () => {},
) {
  let opened: Promise<IDBPDatabase<S>> | undefined;
  const forget = () => {
    opened = undefined;
  };
  const lose = () => {
    forget();
    onLost();
  };
  return {
    /** Rejects where it cannot be opened now. */
    db(): Promise<IDBPDatabase<S>> {
      opened ??= openDB<S>(name, 1, { upgrade: make, terminated: lose });
      opened.catch(forget);
      return opened;
    },
    lose,
    close: () => void opened?.then((db) => db.close()).catch(() => {}),
  };
}
