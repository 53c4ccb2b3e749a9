import { openAnew } from '../phone/open-anew.ts';
import { isTorn, noteTorn, renewLog } from './renew-log.ts';
import { type Change, isGone, type Memory, NAMES, nameOf, type View, viewOf } from './view.ts';

/** What the windows of a user tell each other. */
interface Told {
  held?: Change[];
  /** Records that were written: they are held no more, and whoever wrote them before has them no more. */
  written?: string[];
  /** A window that opens knows nothing of what the others hold. */
  isNew?: true;
}

/** What is held is tried again so often, ms; every write tries it too. */
const AGAIN_MS = 10_000;

const hasPhoto = ({ value }: Change) =>
  typeof value === 'object' && value !== null && 'image' in value;

/**
 * One user's records on this phone. What there is no room for, or cannot be written or read because the disk is full, is held in memory by all
 * windows of the user, read as if it was written, and written as soon as there is room: nothing here rejects for want of it.
 */
export function openStore(code: string) {
  const name = `xunji-handheld ${code}`;
  const channel = new BroadcastChannel(name);
  const listeners = new Set<() => void>();
  const memory: Memory = { held: new Map(), own: new Map(), read: new Map() };
  const { held, own } = memory;
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
      noteTorn();
      for (const [record, change] of own) if (!held.has(record)) held.set(record, change);
    },
  );
  let isOpen = true;
  /** The connection was lost, and the log it tore is not renewed yet. */
  let torn = isTorn();
  let writing: Promise<unknown> = Promise.resolve();

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const post = (told: Told) => channel.postMessage(told);
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    for (const change of data.held ?? []) held.set(nameOf(change), change);
    for (const written of data.written ?? []) {
      held.delete(written);
      own.delete(written);
    }
    if (data.isNew && held.size > 0) post({ held: [...held.values()] });
    tell();
  };
  post({ isNew: true });

  /** A transaction over everything; a connection that a full disk ended is opened anew. */
  async function begin<M extends IDBTransactionMode>(mode: M) {
    const db = await opened.db();
    try {
      const trx = db.transaction(NAMES, mode, { durability: 'strict' });
      trx.done.catch(() => {});
      return trx;
    } catch (error) {
      opened.forget();
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
      await renewLog(await opened.db());
      torn = false;
    } catch {
      // There is not enough room yet.
    }
  }
  function letGo(written: readonly Change[]): void {
    const names = written.map(nameOf);
    written.forEach((change, k) => {
      held.delete(names[k]!);
      if (isGone(change)) own.delete(names[k]!);
      else own.set(names[k]!, change);
    });
    post({ written: names });
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
      for (const change of changes) held.set(nameOf(change), change);
      post({ held: changes });
      isWritten = false;
    }
    if (held.size > 0) await writeHeld();
    if (torn && held.size === 0) await renew();
    tell();
    return isWritten;
  }

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
