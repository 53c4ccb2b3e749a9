import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openHandheld } from '../../scripts/simulator/wire/handheld-client.ts';
import { freePort } from '../../scripts/test-machine/free-port.mjs';
import { startRedis } from '../../scripts/test-machine/redis.ts';
import { type ServerProcess, serve } from '../../scripts/test-machine/serve.ts';
import { openTcpProxy, type TcpProxy } from '../../scripts/test-machine/tcp-proxy.ts';
import type { FixReceipt } from '../../server/contract/fixes/fix.ts';
import { type Db, openStore } from '../../server/db/store/open.ts';
import { walk } from '../support/made/walk.ts';
import { manyOfficers, secretOf, seedTestWorld } from '../support/made/world.ts';
import { hasPostgresql, openPostgresql } from '../support/stores/stores.ts';

const redisPath = process.env.REDIS_PATH;
const HANDHELDS = 6;
const FIXES_EACH = 1000;

/** A store both this test and the server's process can open, one after the other. */
interface Place {
  env: Record<string, string>;
  /** Servers behind one address, killed one after the other. */
  servers: number;
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
    servers: 1,
    kills: 1,
    open: () => openStore({ dataDir }),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function postgresPlace(): Promise<Place> {
  const store = await openPostgresql();
  await seedTestWorld(store.db, { officers: manyOfficers(HANDHELDS) });
  const redis = redisPath ? await startRedis(redisPath) : null;
  return {
    env: {
      DATABASE_URL: store.databaseUrl!,
      ...(redis ? { REDIS_URL: `redis://127.0.0.1:${redis.port}` } : {}),
    },
    servers: redis ? 2 : 1,
    kills: 2,
    open: async () => ({ db: store.db, close: async () => {} }),
    async remove() {
      await redis?.close();
      await store.close();
    },
  };
}

describe.each([
  ['PGlite', false, embeddedPlace],
  ['PostgreSQL', !hasPostgresql(), postgresPlace],
] as const)('servers killed in the middle of ingest (%s)', (_, skip, make) => {
  describe.skipIf(skip)('and started again', () => {
    let place: Place;
    let balancer: TcpProxy | undefined;
    let servers: { start: () => Promise<ServerProcess>; running: ServerProcess }[] = [];
    const receipts = new Map<string, FixReceipt[]>();
    let exitCodes: (number | null)[];
    let rows: { handheld: string; seq: number; count: number }[] = [];

    beforeAll(async () => {
      place = await make();
      const ports = await Promise.all(Array.from({ length: place.servers }, freePort));
      servers = await Promise.all(
        ports.map(async (port) => {
          const start = () => serve({ ...place.env, PORT: String(port) });
          return { start, running: await start() };
        }),
      );
      balancer = await openTcpProxy(...ports.map((port) => ({ host: '127.0.0.1', port })));
      const url = `http://127.0.0.1:${balancer.port}`;
      let received = 0;
      let heard = () => {};
      const session = Date.now() - 8 * 3600_000;
      const handhelds = manyOfficers(HANDHELDS).map(({ handheld }) => {
        const own: FixReceipt[] = [];
        receipts.set(handheld, own);
        const client = openHandheld({
          url,
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
        const killed = servers[kill % servers.length]!;
        await killed.running.kill();
        killed.running = await killed.start();
      }
      await all;
      exitCodes = await Promise.all(servers.map(({ running }) => running.stop()));
      servers = [];
      for (const handheld of handhelds) handheld.close();

      const { db, close } = await place.open();
      ({ rows } = await sql<(typeof rows)[number]>`
        select h.code as handheld, f.seq, count(*)::int as count
        from fixes f join handhelds h on h.id = f.handheld_id
        group by h.code, f.seq`.execute(db));
      await close();
    }, 600_000);
    afterAll(async () => {
      for (const { running } of servers) await running.kill();
      await balancer?.close();
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
      expect(exitCodes).toEqual(exitCodes.map(() => 0));
      expect(exitCodes.length).toBe(place.servers);
    });

    it('has no row twice', () => {
      expect(rows.filter(({ count }) => count !== 1)).toEqual([]);
    });

    it('has the complete set in the end', () => {
      expect(rows.length).toBe(HANDHELDS * FIXES_EACH);
    });
  });
});
