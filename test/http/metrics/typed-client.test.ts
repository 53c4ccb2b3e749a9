import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import generate, { astToString } from 'openapi-typescript';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { createApiKey } from '../../../server/db/accounts/api-keys.ts';
import { nameGridDays } from '../../../server/db/queue/rollup-jobs.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { createKeySecret, writeKey } from '../../../server/http/accounts/reader.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { startTestApp } from '../../support/app.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

const run = promisify(execFile);

let store: TestStore;
let app: App;
let ids: Ids;
/** Within the project, so that what it imports is found. */
let folder: string;

beforeAll(async () => {
  store = await openEmbedded();
  const { db } = store;
  ids = await seedTestWorld(db);
  const [now, log] = [() => NOW, pino({ level: 'silent' })];
  await nameGridDays(db, { from: '2026-05-01', until: '2026-06-01', now: NOW, missing: false });
  await rollUpDue({ db, now, log });
  app = await startTestApp(db, { now });
  folder = await mkdtemp(join('node_modules', '.typed-client-'));
});
afterAll(async () => {
  await app?.close();
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

const exampleOf = async (readme: string) =>
  /```ts\n(import createClient.*?)```\n/s.exec(await readFile(readme, 'utf8'))![1]!;

it('the client the document generates is typed, and pulls a month of metrics page by page in 15 lines', async () => {
  const example = await exampleOf('README.md');
  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
  expect(await exampleOf('README.zh-CN.md')).toBe(example);
  const document = await (await fetch(`${app.url}/api/v1/openapi.json`)).json();
  await writeFile(join(folder, 'xunji.d.ts'), astToString(await generate(document)));
  await writeFile(join(folder, 'month.mts'), example);

  const options = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions'];
  const target = ['--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  const compiler = ['node_modules/typescript/bin/tsc', ...options, ...target];
  const file = join(folder, 'month.mts');
  const types = await run(process.execPath, [...compiler, '--ignoreConfig', file]).catch(
    (failed) => failed,
  );
  expect(types.stdout).toBe('');

  const secret = createKeySecret();
  const { id } = await createApiKey(store.db, {
    ...{ name: 'reports', areaId: ids.areas.D!, createdBy: 'test' },
    ...{ requestsPerMinute: 100, keyHash: hashSecret(secret) },
  });
  const env = { ...process.env, XUNJI_URL: app.url, XUNJI_KEY: writeKey(id, secret) };
  const { stdout } = await run(process.execPath, ['--import', 'tsx', file], { env });
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(3 * 31);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines).toContain('G1 2026-05-01 0');
});
