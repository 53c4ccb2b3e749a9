import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HandheldClient, openHandheld } from '../../scripts/simulator/wire/handheld-client.ts';
import { openTcpProxy, type TcpProxy } from '../../scripts/test-machine/tcp-proxy.ts';
import type { App } from '../../server/app.ts';
import type { FixReceipt } from '../../server/contract/fixes/fix.ts';
import { openStore, type Store } from '../../server/db/store/open.ts';
import { startTestApp } from '../support/app.ts';
import { postFixes } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { manyOfficers, secretOf, seedTestWorld } from '../support/made/world.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

/** The claim is about this long; while developing a shorter one will do. */
const OUTAGE_MS = Number(process.env.TEST_OUTAGE_MS ?? 10_000);
const HANDHELDS = 6;
const FIXES_EACH = 3000;
const QUEUE_MAX = 50_000;

describe.skipIf(!hasPostgresql())('a database cut off during ingest', () => {
  let direct: TestStore;
  let proxy: TcpProxy;
  let store: Store;
  let app: App;
  let handhelds: HandheldClient[];
  const receipts = new Map<string, FixReceipt[]>();
  const session = Date.now() - 8 * 3600_000;
  const seen = {
    readyBefore: 0,
    readyMeanwhile: [] as number[],
    readyAfter: 0,
    health: 0,
    queuedMost: 0,
    receiptsMeanwhile: 0,
    flood: [] as { status: number; error: string }[],
  };

  beforeAll(async () => {
    direct = await openPostgresql();
    await seedTestWorld(direct.db, { officers: manyOfficers(HANDHELDS) });
    const target = new URL(direct.databaseUrl!);
    proxy = await openTcpProxy({ host: target.hostname, port: Number(target.port || 5432) });
    target.host = `127.0.0.1:${proxy.port}`;
    store = await openStore({ databaseUrl: target.href, connections: 4 });
    app = await startTestApp(store.db);

    let received = 0;
    handhelds = manyOfficers(HANDHELDS).map(({ handheld }) => {
      const own: FixReceipt[] = [];
      receipts.set(handheld, own);
      const client = openHandheld({
        url: app.url,
        handheldCode: handheld,
        secret: secretOf(handheld),
        batchMax: 20,
        retryMs: 50,
        onReceipts: (batch) => {
          own.push(...batch);
          received += batch.length;
        },
      });
      client.send(session, walk({ from: session, count: FIXES_EACH }));
      return client;
    });
    const status = async (path: string) => (await fetch(`${app.url}${path}`)).status;
    seen.readyBefore = await status('/ready');
    while (received < (HANDHELDS * FIXES_EACH) / 3) await pause(5);

    proxy.cut();
    const until = Date.now() + OUTAGE_MS;
    // What was committed before the cut may still be on its way.
    await pause(200);
    const before = received;
    seen.health = await status('/health');
    // Far more than the queue holds, from elsewhere.
    const flood = Array.from({ length: 150 }, (_, k) =>
      postFixes(app.url, 'H1001', {
        session: session + 1 + k,
        fixes: walk({ from: session, count: 500 }),
      }),
    );
    while (Date.now() < until) {
      seen.readyMeanwhile.push(await status('/ready'));
      const queued = /^xunji_ingest_queue_rows (\d+)/m.exec(
        await (await fetch(`${app.url}/metrics`)).text(),
      );
      seen.queuedMost = Math.max(seen.queuedMost, Number(queued![1]));
      await pause(100);
    }
    seen.flood = (await Promise.all(flood)).map(({ status, body }) => ({
      status,
      error: body.error,
    }));
    seen.receiptsMeanwhile = received - before;
    proxy.restore();
    await Promise.all(handhelds.map((handheld) => handheld.flush()));
    seen.readyAfter = await status('/ready');
  }, OUTAGE_MS + 120_000);
  afterAll(async () => {
    for (const handheld of handhelds ?? []) handheld.close();
    await app?.close();
    await store?.close();
    await proxy?.close();
    await direct?.close();
  });

  it('leaves the server alive, and /ready says 503 until it is back', () => {
    expect(seen.readyBefore).toBe(200);
    expect(seen.health).toBe(200);
    expect(seen.readyMeanwhile.length).toBeGreaterThan(0);
    expect(new Set(seen.readyMeanwhile)).toEqual(new Set([503]));
    expect(seen.readyAfter).toBe(200);
  });

  it('gives no receipt meanwhile', () => {
    expect(seen.receiptsMeanwhile).toBe(0);
  });

  it('keeps the queue bounded and turns away what cannot be stored with `unavailable`', () => {
    expect(seen.queuedMost).toBeLessThanOrEqual(QUEUE_MAX);
    expect(new Set(seen.flood.map(({ status }) => status))).toEqual(new Set([503]));
    expect(new Set(seen.flood.map(({ error }) => error))).toEqual(new Set(['unavailable']));
  });

  it('has every fix once in the end, and a row for every receipt', async () => {
    const { rows } = await sql<{ handheld: string; fixes: number; distinct: number }>`
      select h.code as handheld, count(*)::int as fixes, count(distinct f.seq)::int as distinct
      from fixes f join handhelds h on h.id = f.handheld_id
      group by h.code order by h.code`.execute(direct.db);
    expect(rows).toEqual(
      manyOfficers(HANDHELDS).map(({ handheld }) => ({
        handheld,
        fixes: FIXES_EACH,
        distinct: FIXES_EACH,
      })),
    );
    for (const given of receipts.values()) {
      expect(new Set(given.map(({ seq }) => seq)).size).toBe(FIXES_EACH);
      expect(given.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    }
  });
});
