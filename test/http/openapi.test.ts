import { readdirSync, readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { startTestApp } from '../support/app.ts';
import { openEmbedded, type TestStore } from '../support/stores.ts';
import { NOW, seedTestWorld } from '../support/world.ts';

/** What anyone may ask without being signed in to the console. */
const PUBLIC = ['get /api/v1/site', 'post /api/v1/session', 'delete /api/v1/session'];

type Operation = { security?: object[]; summary?: string; responses: Record<string, object> };
interface Document {
  openapi: string;
  info: { description: string };
  security: object[];
  paths: Record<string, Record<string, Operation>>;
}

let store: TestStore;
let app: App;
let document: Document;
const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      path,
      method,
      operation,
    })),
  );

beforeAll(async () => {
  store = await openEmbedded();
  await seedTestWorld(store.db);
  app = await startTestApp(store.db, { now: () => NOW });
  document = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as Document;
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

it('the API describes itself in valid OpenAPI 3.1', async () => {
  expect(document.openapi).toMatch(/^3\.1/);
  const result = await new Validator().validate({ ...document });
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

it('every route of the sources stands in the document', () => {
  const folder = 'server/http';
  const routes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('shell/'))
    .flatMap((file) => [
      ...readFileSync(`${folder}/${file}`, 'utf8').matchAll(
        /\bapp\.(get|post|put|patch|delete)\(\s*'([^']+)'/g,
      ),
    ])
    .map(([, method, path]) => `${method} /api/v1${path!.replace(/:(\w+)/g, '{$1}')}`);
  expect(routes.length).toBeGreaterThan(20);
  expect(operations().map(({ name }) => name)).toEqual(expect.arrayContaining(routes));
});

it('every operation says in a sentence what it does', () => {
  expect(operations().filter(({ operation }) => !operation.summary)).toEqual([]);
});

it('whatever is not public asks who is there before anything else', async () => {
  const answers: Record<string, number> = {};
  for (const { name, path, method } of operations()) {
    if (PUBLIC.includes(name)) continue;
    const url = app.url + path.replaceAll(/\{\w+\}/g, '1');
    const reply = await fetch(url, {
      method: method.toUpperCase(),
      ...(['post', 'put', 'patch'].includes(method)
        ? { headers: { 'content-type': 'application/json' }, body: '{}' }
        : {}),
    });
    answers[name] = reply.status;
    expect(await reply.json()).toMatchObject({ error: expect.any(String) });
  }
  expect(Object.entries(answers).filter(([, status]) => status !== 401)).toEqual([]);
});

it('there is a page to try it', async () => {
  const page = await fetch(`${app.url}/api/docs/`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await page.text()).toContain('Xunji API');
});

it('says what a range includes', () => {
  expect(document.info.description).toMatch(/includes `from` and not `to`/);
});
