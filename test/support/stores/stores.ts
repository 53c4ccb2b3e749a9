import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openStore, type Store } from '../../../server/db/store/open.ts';
import { databaseAt, onServer } from './global-setup.ts';
import { type Pristine, pristineOf, resetStore } from './reset-store.ts';
import { keepStatements, recordStatements } from './statements.ts';

export interface TestStore extends Store {
  /** Where another process can reach it; null for the embedded store. */
  databaseUrl: string | null;
}

/** Embedded stores of this worker that nobody uses now, as new. */
const free: { store: Store; pristine: Pristine }[] = [];

/** An empty, migrated embedded store in memory. Closing keeps it, brought back to empty, for the next file of the worker. */
export async function openEmbedded(): Promise<TestStore> {
  const { store, pristine } = free.pop() ?? (await newEmbedded());
  return {
    ...store,
    db: store.db.withPlugin(recordStatements),
    databaseUrl: null,
    async close() {
      keepStatements();
      try {
        await resetStore(store.db, pristine);
        free.push({ store, pristine });
      } catch {
        // Broken by what was tested.
        await store.close();
      }
    },
  };
}

async function newEmbedded() {
  const store = await openStore({ snapshot: await openAsBlob(inject('snapshot')) });
  return { store, pristine: await pristineOf(store.db) };
}

/** An empty database of its own on PostgreSQL, migrated unless told; closing drops it. */
export async function openPostgresql({ migrated = true } = {}): Promise<TestStore> {
  const server = inject('postgres');
  if (!server) throw new Error(process.env.TEST_DATABASE_MISSING ?? 'no PostgreSQL to test on');
  const name = `xunji_${randomBytes(6).toString('hex')}`;
  await onServer(
    server.url,
    `create database ${name}${migrated ? ` template ${server.template}` : ''}`,
  );
  const databaseUrl = databaseAt(server.url, name);
  const store = await openStore({ databaseUrl, connections: 6 });
  return {
    ...store,
    db: store.db.withPlugin(recordStatements),
    databaseUrl,
    async close() {
      keepStatements();
      await store.close();
      await onServer(server.url, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Whether PostgreSQL is there; suites that need it are skipped, and the run says why. */
export const hasPostgresql = () => inject('postgres') !== null;

/** Runs a suite on each store, opened once for the suite. `get()` is valid inside tests and hooks. */
export function describeStores(title: string, suite: (get: () => TestStore) => void): void {
  const on = (name: string, skip: boolean, open: () => Promise<TestStore>) =>
    describe.skipIf(skip)(`${title} (${name})`, () => {
      let store: TestStore | undefined;
      beforeAll(async () => {
        store = await open();
      }, 120_000);
      afterAll(async () => {
        await store?.close();
      }, 60_000);
      suite(() => store!);
    });
  on('PGlite', false, openEmbedded);
  on('PostgreSQL', !hasPostgresql(), openPostgresql);
}
