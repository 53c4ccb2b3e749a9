import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchWorld } from '../../scripts/bench/ingest/world.ts';
import { FAULTS } from '../../scripts/faults/faults.ts';
import { SIZES } from '../../scripts/faults/field.ts';
import { playFault } from '../../scripts/faults/play.ts';
import { openTcpProxy, type TcpProxy } from '../../scripts/test-machine/tcp-proxy.ts';
import type { App } from '../../server/app.ts';
import { openStore, type Store } from '../../server/db/store/open.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { startTestApp } from '../support/app.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

const size = SIZES.short;
/** Kills are tried by themselves, beside this file. */
const faults = FAULTS.filter(({ needs }) => !needs);

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
    app = await startTestApp(store.db);
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
      const field = { url: app.url, db: direct.db, wire };
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
