import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openHandheld } from '../../scripts/simulator/wire/handheld-client.ts';
import { freePort } from '../../scripts/test-machine/free-port.mjs';
import { type ServerProcess, serve } from '../../scripts/test-machine/serve.ts';
import type { FixReceipt } from '../../server/contract/fixes/fix.ts';
import { type Db, openStore } from '../../server/db/store/open.ts';
import { walk } from '../support/made/walk.ts';
import { manyOfficers, secretOf, seedTestWorld } from '../support/made/world.ts';
import { hasPostgresql, openPostgresql } from '../support/stores/stores.ts';

const HANDHELDS = 6;
const FIXES_EACH = 1000;

/** A store both this test and the server's process can open, one after the other. */
interface Place {
  env: Record<string, string>;
  /** Opening the embedded store takes long; there one kill has to do. */
  kills: number;
  /** Opens the store while the server is away. */
  open: () => Promise<{ db: Db; close: () => Promise<void> }>;
  remove: () => Promise<void>;
}

async function embeddedPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xunji-killed-'));
  const first = await openStore({ dataDir, snapshot: await openAsBlob(inject('snapshot')) });
  await seedTestWorld(first.db, { officers: manyOfficers(HANDHELDS) });
  await first.close();
  return {
    env: { DATA_DIR: dataDir },
    kills: 1,
    open: () => openStore({ dataDir }),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function postgresPlace(): Promise<Place> {
  const store = await openPostgresql();
  await seedTestWorld(store.db, { officers: manyOfficers(HANDHELDS) });
  return {
    env: { DATABASE_URL: store.databaseUrl! },
    kills: 2,
    open: async () => ({ db: store.db, close: async () => {} }),
    remove: store.close,
  };
}

describe.each([
  ['PGlite', false, embeddedPlace],
  ['PostgreSQL', !hasPostgresql(), postgresPlace],
] as const)('a server killed in the middle of ingest (%s)', (_, skip, make) => {
  describe.skipIf(skip)('and started again', () => {
    let place: Place;
    let server: ServerProcess | undefined;
    const receipts = new Map<string, FixReceipt[]>();
    let exitCode: number | null;
    let rows: { handheld: string; seq: number; count: number }[] = [];

    beforeAll(async () => {
      place = await make();
      const port = await freePort();
      const start = () => serve({ ...place.env, PORT: String(port) });
      server = await start();
      let received = 0;
      let heard = () => {};
      const session = Date.now() - 8 * 3600_000;
      const handhelds = manyOfficers(HANDHELDS).map(({ handheld }) => {
        const own: FixReceipt[] = [];
        receipts.set(handheld, own);
        const client = openHandheld({
          url: server!.url,
          handheldCode: handheld,
          secret: secretOf(handheld),
          batchMax: 20,
          retryMs: 50,
          onReceipts: (batch) => {
            own.push(...batch);
            received += batch.length;
            heard();
          },
        });
        client.send(session, walk({ from: session, count: FIXES_EACH }));
        return client;
      });
      const all = Promise.all(handhelds.map((handheld) => handheld.flush()));
      for (let kill = 1; kill <= place.kills; kill++) {
        // At equal parts of the way, wherever the server is in its work then.
        while (received < (HANDHELDS * FIXES_EACH * kill) / (place.kills + 1))
          await new Promise<void>((resolve) => {
            heard = resolve;
          });
        await server.kill();
        server = await start();
      }
      await all;
      exitCode = await server.stop();
      server = undefined;
      for (const handheld of handhelds) handheld.close();

      const { db, close } = await place.open();
      ({ rows } = await sql<(typeof rows)[number]>`
        select h.code as handheld, f.seq, count(*)::int as count
        from fixes f join handhelds h on h.id = f.handheld_id
        group by h.code, f.seq`.execute(db));
      await close();
    }, 240_000);
    afterAll(async () => {
      await server?.kill();
      await place?.remove();
    });

    it('has a row for every receipt it ever gave', () => {
      const stored = new Set(rows.map(({ handheld, seq }) => `${handheld} ${seq}`));
      const false_ = [...receipts].flatMap(([handheld, given]) =>
        given.filter(({ seq }) => !stored.has(`${handheld} ${seq}`)),
      );
      expect(false_).toEqual([]);
    });

    it('gave every fix a receipt that lets its handheld forget it', () => {
      for (const given of receipts.values()) {
        expect(new Set(given.map(({ seq }) => seq)).size).toBe(FIXES_EACH);
        expect(given.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
      }
    });

    it('stops cleanly when asked, with its handhelds still there', () => {
      expect(exitCode).toBe(0);
    });

    it('has no row twice', () => {
      expect(rows.filter(({ count }) => count !== 1)).toEqual([]);
    });

    it('has the complete set in the end', () => {
      expect(rows.length).toBe(HANDHELDS * FIXES_EACH);
    });
  });
});
