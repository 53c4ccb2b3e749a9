import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchWorld } from '../../scripts/bench/ingest/world.ts';
import { FAULTS } from '../../scripts/faults/faults.ts';
import { type Field, SIZES } from '../../scripts/faults/field.ts';
import { packWithoutRest } from '../../scripts/faults/packing.ts';
import { playFault } from '../../scripts/faults/play.ts';
import { openTcpProxy, type TcpProxy } from '../../scripts/test-machine/tcp-proxy.ts';
import type { App } from '../../server/app.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { openStore, type Store } from '../../server/db/store/open.ts';
import { isStoreLost } from '../../server/errors.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { startTestApp } from '../support/app.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

const size = SIZES.short;
/** Kills of servers and databases are tried by themselves, beside this file. */
const faults = FAULTS.filter(({ needs }) => !needs || needs === 'startPacking');

/** Packs over a wire of its own: cut in the middle, the database sees what it sees of a process that is killed. */
async function startPacking(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const wire = await openTcpProxy({ host: hostname, port: Number(port || 5432) });
  const url = Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${wire.port}` });
  const store = await openStore({ databaseUrl: url.href, connections: 1 });
  const packing = packWithoutRest(store.db).catch((error: unknown) => error);
  return {
    async kill() {
      wire.cut();
      expect(isStoreLost(await packing)).toBe(true);
      await store.close();
      await wire.close();
    },
  };
}

describe.skipIf(!hasPostgresql())('whatever happens on the way, under', () => {
  let direct: TestStore;
  let wire: TcpProxy;
  let store: Store;
  let app: App;
  const world = benchWorld(faults.length * (size.handhelds + 1));

  beforeAll(async () => {
    direct = await openPostgresql();
    await seedWorld(direct.db, world, { from: new Date('2020-01-01T00:00:00Z') });
    const target = new URL(direct.databaseUrl!);
    wire = await openTcpProxy({ host: target.hostname, port: Number(target.port || 5432) });
    target.host = `127.0.0.1:${wire.port}`;
    store = await openStore({ databaseUrl: target.href, connections: 4 });
    app = await startTestApp(store.db, { config: { lateMaxMs: 90 * DAY_MS } });
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    await store?.close();
    await wire?.close();
    await direct?.close();
  });

  it.each(faults.map((fault, k) => [fault.name, fault, k] as const))(
    '"%s" no acknowledged fix is lost, none is stored twice, all get their receipt, and the server goes on',
    async (_, fault, k) => {
      const handhelds = world.handhelds.slice(k * (size.handhelds + 1));
      const field: Field = {
        ...{ url: app.url, db: direct.db, wire },
        startPacking: () => startPacking(direct.databaseUrl!),
      };
      const { seconds, ...counted } = await playFault(fault, { field, handhelds, size });
      const fixes = size.handhelds * Math.round(size.fixesEach * (fault.share ?? 1));
      const refused = fault.name.startsWith('a bad fix') ? size.handhelds : 0;
      expect(counted).toEqual({
        ...{ fault: fault.name, fixes, acknowledged: fixes - refused, refused },
        ...{ lost: 0, twice: 0, alive: true },
      });
    },
    60_000,
  );
});
