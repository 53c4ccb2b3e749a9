import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ServerProcess, serve } from '../../scripts/test-machine/serve.ts';
import { startServer } from '../../server/main.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

describe.skipIf(!hasPostgresql())('A server that an IT department runs', () => {
  let store: TestStore;
  let folder: string;
  let server: ServerProcess;
  const WAIT = { timeout: 20_000, interval: 50 };

  beforeAll(async () => {
    store = await openPostgresql();
    folder = await mkdtemp(join(tmpdir(), 'xunji-serve-'));
    await writeFile(join(folder, 'level'), 'error\n');
    server = await serve({
      ...{ DATABASE_URL: store.databaseUrl!, LOG_FORMAT: 'json', DRAIN_S: '2' },
      ...{ LOG_LEVEL: '', LOG_LEVEL_FILE: join(folder, 'level') },
    });
  }, 60_000);
  afterAll(async () => {
    await server?.kill();
    await rm(folder, { recursive: true, force: true });
    await store?.close();
  });

  it('reads its log level again when told, and goes on', async () => {
    await writeFile(join(folder, 'level'), 'debug\n');
    server.process.kill('SIGHUP');
    await vi.waitFor(() => expect(server.output()).toContain('log level debug'), WAIT);
    await fetch(`${server.url}/health`);
    await vi.waitFor(() => expect(server.output()).toContain('incoming request'), WAIT);
    await writeFile(join(folder, 'level'), 'loud\n');
    server.process.kill('SIGHUP');
    await vi.waitFor(() => expect(server.output()).toContain('LOG_LEVEL must be'), WAIT);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  });

  it('whose port is taken says so before it touches the store', async () => {
    const { port } = new URL(server.url);
    const store = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', DEMO: 'off' };
    for (const variable of ['PORT', 'JT808_PORT'])
      await expect(startServer({ env: { ...store, PORT: '0', [variable]: port } })).rejects.toThrow(
        `cannot listen at 127.0.0.1:${port} (${variable}): another program listens there`,
      );
  });

  it('told to stop says that it is not ready, serves on for the time it states, and ends well', async () => {
    // A browser opens connections ahead, and what has asked nothing is not waited for.
    const { hostname, port } = new URL(server.url);
    const silent = connect(Number(port), hostname).on('error', () => {});
    await once(silent, 'connect');
    const stopped = server.stop();
    await vi.waitFor(
      async () => expect((await fetch(`${server.url}/ready`)).status).toBe(503),
      WAIT,
    );
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(await stopped).toBe(0);
    expect(server.output()).toContain('stopping in 2 s');
    for (const line of server.output().trim().split('\n'))
      expect(JSON.parse(line)).toHaveProperty('msg');
  });
});
