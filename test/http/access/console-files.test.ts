import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildHttp } from '../../../server/http/shell/build-http.ts';
import { serveConsoleFiles } from '../../../server/http/shell/console-files.ts';

let root: string;
let app: Awaited<ReturnType<typeof buildHttp>>;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'xunji-console-'));
  await mkdir(join(root, 'assets'));
  for (const name of ['map-worker-1a.mjs', 'page-2b.js'])
    await writeFile(join(root, 'assets', name), '1;');
  app = await buildHttp({ apiDocs: false, logLevel: 'silent', trustProxy: false, version: '1' });
  const baseMap = { kind: 'style', url: 'https://maps.example/style.json' } as const;
  await serveConsoleFiles(app, { root, baseMap, mapFile: null });
});
afterAll(async () => {
  await app.close();
  await rm(root, { recursive: true });
});

it('lets the worker of the map fetch tiles, from here and from where the map lies, and no other file', async () => {
  const policyOf = async (name: string) =>
    (await app.inject(`/assets/${name}`)).headers['content-security-policy'];
  expect(await policyOf('map-worker-1a.mjs')).toBe(
    "default-src 'none'; script-src 'self'; connect-src 'self' https://maps.example",
  );
  expect(await policyOf('page-2b.js')).not.toContain('connect-src');
});
