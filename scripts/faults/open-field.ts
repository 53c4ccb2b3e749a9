import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../server/db/store/migrate.ts';
import { openStore } from '../../server/db/store/open.ts';
import { type SeedWorld, seedWorld } from '../../server/services/areas/seed-world.ts';
import { told } from '../bench/support/processes.ts';
import { openPostgres } from '../test-machine/postgres.mjs';
import { openSmallDisk } from '../test-machine/small-disk.ts';
import { openTcpProxy } from '../test-machine/tcp-proxy.ts';
import type { Field } from './field.ts';
import { serveOne, serveTwo } from './serve.ts';

export interface FieldPlan {
  world: SeedWorld;
  servers: 1 | 2;
  /** The database lies on a disk of its own that can be filled. */
  smallDisk: boolean;
}

const SMALL_DISK_MB = 512;
/** What is logged ahead must fit beside the rows. */
const SMALL_DISK_SETTINGS = { max_wal_size: '64MB', min_wal_size: '32MB' };

/** Servers and a database of their own in processes that can be killed; or what it takes to have them. */
export async function openField({ world, servers, smallDisk }: FieldPlan) {
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-faults-'));
  const disk = smallDisk ? openSmallDisk(scratch, SMALL_DISK_MB) : undefined;
  const leave = async (missing?: string) => {
    disk?.close();
    await rm(scratch, { recursive: true, force: true });
    return { missing };
  };
  if (disk?.missing) return leave(disk.missing);
  const settings = smallDisk ? SMALL_DISK_SETTINGS : {};
  const postgres = await openPostgres(scratch, { durable: true, settings });
  if (!postgres.url) return leave(postgres.missing);
  const { hostname, port } = new URL(postgres.url);
  const wire = await openTcpProxy({ host: hostname, port: Number(port) });
  const store = await openStore({ databaseUrl: postgres.url, connections: 2 });
  await migrate(store.db);
  await seedWorld(store.db, world, {
    from: new Date('2020-01-01T00:00:00Z'),
    rules: { dutyHours: { from: '00:00', to: '23:59' } },
  });
  const host = `127.0.0.1:${wire.port}`;
  const databaseUrl = Object.assign(new URL(postgres.url), { host }).href;
  // Walks of two months ago are taken too: days that are packed.
  const env = { DATABASE_URL: databaseUrl, LATE_UPLOAD_DAYS: '90' };
  const served = servers === 2 ? await serveTwo(env, store.db) : await serveOne(env);
  const { killAndStart, url } = postgres;
  const field: Field = {
    ...{ db: store.db, wire, ...served.field, startPacking: () => startPacking(url) },
    ...(killAndStart && { killDatabase: killAndStart }),
    ...(disk &&
      killAndStart && {
        disk: {
          fill: disk.fill,
          async free() {
            await disk.free();
            // Without room to recover in it ends itself.
            if (!(await answers(url))) await killAndStart();
          },
        },
      }),
  };
  return {
    field,
    async close() {
      await served.close();
      await store.close();
      await wire.close();
      await postgres.close();
      await leave();
    },
  };
}

/** Packs in a process of its own. */
async function startPacking(databaseUrl: string) {
  const packer = spawn(process.execPath, ['--import', 'tsx', 'scripts/faults/pack.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  packer.send(databaseUrl);
  await told(packer, 'packing');
  return {
    async kill() {
      packer.kill('SIGKILL');
      if (packer.signalCode === null) await once(packer, 'exit');
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
