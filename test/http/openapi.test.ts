import { readdirSync, readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import {
  CAPABILITIES,
  type Capability,
  rolesOf,
} from '../../server/contract/access/capabilities.ts';
import { ROLES } from '../../server/contract/accounts/account.ts';
import { ROUTES } from '../../server/contract/routes/all.ts';
import { addressOf } from '../../server/contract/routes/route.ts';
import { startTestApp } from '../support/app.ts';
import { NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

/** What anyone may ask without being signed in to the console. */
const PUBLIC = [
  'get /api/v1/site',
  'post /api/v1/session',
  'get /api/v1/session/provider',
  'get /api/v1/session/provider/callback',
  'post /api/v1/first-account',
  'delete /api/v1/session',
  'post /api/v1/checkpoint-screen',
  'post /api/v1/enrolments',
  'get /api/v1/time',
];

interface Operation {
  operationId?: string;
  security?: object[];
  summary?: string;
  responses: Record<string, { $ref?: string; content?: object; headers?: object }>;
}
interface Document {
  openapi: string;
  info: { description: string };
  security: object[];
  components: { schemas: Record<string, object>; responses: Record<string, object> };
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

it('every declared route stands in the document, under the name it is exported by', () => {
  const declared = ROUTES.map((route) => [
    `${route.method.toLowerCase()} ${addressOf(route).replace(/:(\w+)/g, '{$1}')}`,
    route.operationId,
  ]);
  expect(declared.length).toBeGreaterThan(70);
  expect(operations().map(({ name, operation }) => [name, operation.operationId])).toEqual(
    expect.arrayContaining(declared),
  );
  expect(operations()).toHaveLength(declared.length);
  const ids = declared.map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('no route of the API is served that is not declared', () => {
  const apart = /shell\/(operations|console-files)\.ts$/;
  const served = readdirSync('server/http', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !apart.test(file))
    .flatMap((file) => [
      ...readFileSync(`server/http/${file}`, 'utf8').matchAll(
        /\b\w+\.(get|post|put|patch|delete)\(\s*['`]([^'`]+)['`]/g,
      ),
    ])
    .map(([, , path]) => path);
  expect(served).toEqual(['/openapi.json']);
});

it('every guarded operation says how it turns callers away, with the error and its possible codes', () => {
  const says = (status: string) =>
    operations()
      .filter(({ operation }) => operation.responses[status])
      .map(({ name }) => name);
  const guarded = operations()
    .map(({ name }) => name)
    .filter((name) => !PUBLIC.includes(name));
  expect(guarded.filter((name) => !says('401').includes(name))).toEqual([]);
  const limited = ROUTES.filter(
    ({ access }) => access in CAPABILITIES && rolesOf(access as Capability).length < ROLES.length,
  ).map(({ operationId }) => operationId);
  expect(limited.length).toBeGreaterThan(20);
  const forbids = operations()
    .filter(({ operation }) => operation.responses['403'])
    .map(({ operation }) => operation.operationId);
  expect(forbids).toEqual(expect.arrayContaining(limited));

  const { $ref } = document.paths['/api/v1/warnings/{id}/close']!.post!.responses['409']!;
  expect($ref).toBe('#/components/responses/wrong-state');
  expect(document.components.responses['wrong-state']).toMatchObject({
    content: {
      'application/json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/ErrorReply' },
            { properties: { error: { enum: ['wrong-state'] } } },
          ],
        },
      },
    },
  });
});

it('schemas of the contract are components by name, and replies refer to them', () => {
  const { schemas } = document.components;
  expect(Object.keys(schemas)).toEqual(
    expect.arrayContaining(['Alert', 'Area', 'ErrorReply', 'Patrol', 'Verdict', 'Warning']),
  );
  expect(schemas.WarningPage).toMatchObject({
    properties: { warnings: { items: { $ref: '#/components/schemas/Warning' } } },
  });
  const refs = JSON.stringify(document).matchAll(/"#\/components\/(schemas|responses)\/([^"]+)"/g);
  for (const [, kind, name] of refs)
    expect(document.components[kind as 'schemas' | 'responses']).toHaveProperty([name!]);
});

it('the header that names the next page of a file is documented', () => {
  for (const path of ['/api/v1/metrics/patrols', '/api/v1/scores']) {
    const { content, headers } = document.paths[path]!.get!.responses['200']!;
    expect(Object.keys(headers!)).toEqual(['link', 'x-xunji-next', 'x-xunji-versions']);
    expect(Object.keys(content!)).toEqual([
      'application/json',
      'text/csv',
      'application/vnd.apache.parquet',
    ]);
  }
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
    // Open311 has a list of errors.
    expect([await reply.json()].flat()).toMatchObject([{ error: expect.any(String) }]);
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
