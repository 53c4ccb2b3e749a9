import type { IDBPDatabase } from 'idb';
import { openAnew } from '../phone/open-anew.ts';
import { hasRoom, isTorn, noteTorn, renewLog } from './renew-log.ts';
import { type Change, isGone, type Memory, NAMES, nameOf, type View, viewOf } from './view.ts';

/** What the windows of a user tell each other. */
interface Told {
  held?: readonly Change[];
  /** What was written is held no more. */
  written?: readonly Change[];
  /** A window that opens knows nothing of what the others hold. */
  isNew?: true;
}

/** What is held is tried again so often, ms; every write tries it too. */
const AGAIN_MS = 10_000;

const hasPhoto = ({ value }: Change) =>
  typeof value === 'object' && value !== null && 'image' in value;

/**
 * One user's records on this phone. What there is no room for, or cannot be written or read because the disk is full, is held in memory by all
 * windows of the user, read as if it was written, and written as soon as there is room: nothing here rejects for want of it. All that is there is
 * in memory too: where a full disk takes it away, it is written anew. `onRenewed` writes what others keep beside it; nothing is written before `ready`.
 */
export function openStore(
  code: string,
  {
    onRenewed = async () => {},
    ready,
  }: { onRenewed?: (() => Promise<void>) | undefined; ready: Promise<unknown> },
) {
  const name = `xunji-handheld ${code}`;
  const channel = new BroadcastChannel(name);
  const listeners = new Set<() => void>();
  const memory: Memory = { held: new Map(), written: new Map() };
  const { held, written } = memory;
  const opened = openAnew(
    name,
    (fresh) => {
      fresh.createObjectStore('fixes', { keyPath: ['session', 'seq'] });
      fresh.createObjectStore('events', { autoIncrement: true });
      fresh.createObjectStore('calls', { keyPath: 'id' });
      fresh.createObjectStore('known');
    },
    () => {
      torn = true;
      giveUp();
      noteTorn();
      hold([...written.values()].filter((change) => !held.has(nameOf(change))));
    },
  );
  let isOpen = true;
  /** The connection was lost, and the log it tore is not renewed yet. */
  let torn = isTorn();

  const tell = () => {
    for (const listener of listeners) listener();
  };
  /** In every window: one that is closed takes nothing with it. */
  function hold(changes: readonly Change[]): void {
    for (const change of changes) held.set(nameOf(change), change);
    if (changes.length > 0) post({ held: changes });
  }
  /** As written. */
  function keep(changes: readonly Change[]): void {
    for (const change of changes) {
      held.delete(nameOf(change));
      if (isGone(change)) written.delete(nameOf(change));
      else written.set(nameOf(change), change);
    }
  }
  const post = (told: Told) => channel.postMessage(told);
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    for (const change of data.held ?? []) held.set(nameOf(change), change);
    keep(data.written ?? []);
    if (data.isNew && held.size > 0) post({ held: [...held.values()] });
    tell();
  };
  post({ isNew: true });

  /** Whether there was room for a new log when it was looked for last; all who ask meanwhile wait for that. */
  let looked = { atMs: Number.NEGATIVE_INFINITY, found: Promise.resolve(false) };
  /** There was not enough after all. */
  function giveUp(): void {
    looked.found = Promise.resolve(false);
  }
  /** Throws while a disk that was full has no room. */
  async function requireRoom(): Promise<void> {
    if (!torn) return;
    const isSoon = () => Math.abs(Date.now() - looked.atMs) < AGAIN_MS / 2;
    if (!(await looked.found) && !isSoon()) looked = { atMs: Date.now(), found: hasRoom() };
    if (!(await looked.found)) throw new DOMException('no room yet', 'QuotaExceededError');
  }

  /** A transaction over everything; a connection that a full disk ended is opened anew once there is room. */
  async function begin<M extends IDBTransactionMode>(mode: M) {
    await requireRoom();
    try {
      const db = await opened.db();
      return transactionOf(db, mode);
    } catch (error) {
      giveUp();
      throw error;
    }
  }
  function transactionOf<M extends IDBTransactionMode>(db: IDBPDatabase, mode: M) {
    try {
      const trx = db.transaction(NAMES, mode, { durability: 'strict' });
      trx.done.catch(() => {});
      return trx;
    } catch (error) {
      // A connection that begins no transaction is lost, told or not.
      opened.lose();
      throw error;
    }
  }

  /** Writes all of it or throws. */
  async function commit(
    trx: Awaited<ReturnType<typeof begin<'readwrite'>>>,
    changes: readonly Change[],
  ): Promise<void> {
    try {
      await Promise.all(
        changes.map(async ({ store, key, value }): Promise<unknown> => {
          const into = trx.objectStore(store);
          if (value === undefined) return into.delete(key as IDBValidKey);
          return into.keyPath === null ? into.put(value, key as IDBValidKey) : into.put(value);
        }),
      );
      await trx.done;
      isOpen = true;
    } catch (error) {
      try {
        trx.abort();
      } catch {
        // It was ended already.
      }
      throw error;
    }
  }

  /** Tries what is held: what makes room first, then all that is small at once, then photos one by one. */
  async function writeHeld(): Promise<void> {
    const all = [...held.values()];
    const small = all.filter((change) => !isGone(change) && !hasPhoto(change));
    for (const part of [all.filter(isGone), small, ...all.filter(hasPhoto).map((one) => [one])])
      if (part.length > 0)
        await begin('readwrite')
          .then((trx) => commit(trx, part))
          .then(
            () => letGo(part.filter((one) => held.get(nameOf(one)) === one)),
            () => {},
          );
  }
  async function renew(): Promise<void> {
    try {
      await renewLog();
      // Left by an app of before that was ended in the middle of this.
      await (await opened.db()).delete('known', IDBKeyRange.bound('filler ', 'filler:'));
      await onRenewed();
      torn = false;
    } catch {
      giveUp();
    }
  }
  function letGo(changes: readonly Change[]): void {
    keep(changes);
    if (changes.length > 0) post({ written: changes });
  }

  async function write(make: (view: View) => Promise<Change[]>): Promise<boolean> {
    let changes: Change[] | undefined;
    let isWritten = true;
    try {
      const trx = await begin('readwrite');
      changes = await make(viewOf(memory, trx));
      await commit(trx, changes);
      letGo(changes);
    } catch {
      isOpen = changes !== undefined;
      changes ??= await make(viewOf(memory));
      hold(changes);
      isWritten = false;
    }
    if (!isMirrored) await mirror();
    if (held.size > 0) await writeHeld();
    if (torn && held.size === 0) await renew();
    tell();
    return isWritten;
  }

  let isMirrored = false;
  /** Takes all that is written into memory, once it can be read. */
  async function mirror(): Promise<void> {
    try {
      const view = viewOf(memory, await begin('readonly'));
      for (const store of NAMES)
        for (const { key, value } of await view.list(store))
          written.set(nameOf({ store, key }), { store, key, value });
      isMirrored = true;
    } catch {
      // Tried again with the next write.
    }
  }
  void mirror();

  let writing = ready;

  const timer = setInterval(() => {
    if (held.size > 0 || torn || !isOpen) void change(async () => []);
  }, AGAIN_MS);

  /** Makes changes of what is there, one after the other, across windows too; whether they were written at once. */
  function change(make: (view: View) => Promise<Change[]>): Promise<boolean> {
    const done = writing.then(() => write(make));
    writing = done.catch(() => {});
    return done;
  }

  return {
    change,
    async read<T>(ask: (view: View) => Promise<T>): Promise<T> {
      try {
        const found = await ask(viewOf(memory, await begin('readonly')));
        isOpen = true;
        return found;
      } catch {
        isOpen = false;
        return ask(viewOf(memory));
      }
    },
    /** Whether something is in memory alone or would be lost with the window, or nothing can be read. */
    isFull: () => held.size > 0 || torn || !isOpen,
    /** Calls `listener` after every change, whichever window made it. */
    onChange: (listener: () => void) => void listeners.add(listener),
    close() {
      clearInterval(timer);
      channel.close();
      opened.close();
    },
  };
}
