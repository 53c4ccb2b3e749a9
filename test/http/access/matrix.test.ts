import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { may } from '../../../server/contract/access/capabilities.ts';
import { ROLES, type Role } from '../../../server/contract/accounts/account.ts';
import { ROUTES } from '../../../server/contract/routes/all.ts';
import { isCapability } from '../../../server/contract/routes/errors-of.ts';
import type { Route } from '../../../server/contract/routes/route.ts';
import { createApiKey } from '../../../server/db/accounts/api-keys.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { createKeySecret, writeKey } from '../../../server/http/accounts/reader.ts';
import { putScheme } from '../../../server/services/metrics/scoring-schemes.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { CATEGORIES } from '../../support/incidents.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../../support/stores.ts';
import { type Ids, NOW, secretOf, seedTestWorld } from '../../support/world.ts';
import { CALLS } from './calls.ts';
import { makeObjects, type Objects, OFFICERS, TOWNS, type Town } from './objects.ts';

/** Somebody who calls. `area`: whose they are; the district holds both towns. */
interface Identity {
  name: string;
  area?: string;
  role?: Role;
  key?: true;
  handheld?: true;
  headers: Record<string, string>;
}

let store: TestStore;
let app: App;
let ids: Ids;
let identities: Identity[];

/** Calls that are let in and then refused for what they ask: a study without parameters, one that is over, a hundred webhooks already. */
const NOT_DONE: Record<string, number> = {
  ...{ createStudy: 400, cancelStudy: 404, createWebhook: 400, suggestBeside: 400, getScores: 400 },
  ...{ nominate: 400, getFound: 404, getIncidentPhoto: 404, enrol: 404, addPhoto: 404 },
  ...{ importTable: 422 },
};

beforeAll(async () => {
  // What decides is the same on each store; this one answers several at a time.
  store = hasPostgresql() ? await openPostgresql() : await openEmbedded();
  const { db } = store;
  ids = await seedTestWorld(db, { officers: OFFICERS });
  await putIncidentCategories(db, CATEGORIES);
  app = await startTestApp(db, { now: () => NOW, config: { trustProxy: true } });
  const account = async (area: string, role: Role): Promise<Identity> => {
    const name = `${area}-${role}`;
    await createUser(db, { name, role, areaId: ids.areas[area]! });
    return { name, area, role, headers: { cookie: await sessionOf(app.url, name) } };
  };
  const key = async (area: string): Promise<Identity> => {
    const secret = createKeySecret();
    const { id } = await createApiKey(db, {
      ...{ name: area, areaId: ids.areas[area]!, createdBy: 'test' },
      ...{ requestsPerMinute: 10_000, keyHash: hashSecret(secret) },
    });
    const authorization = `Bearer ${writeKey(id, secret)}`;
    return { name: `${area}-key`, area, key: true, headers: { authorization } };
  };
  const basic = Buffer.from(`H1:${secretOf('H1')}`).toString('base64');
  identities = [
    { name: 'nobody', headers: {} },
    await account('D', 'administrator'),
    ...(await Promise.all(
      TOWNS.flatMap(({ area }) => [...ROLES.map((role) => account(area, role)), key(area)]),
    )),
    { name: 'handheld', handheld: true, headers: { authorization: `Basic ${basic}` } },
  ];
}, 120_000);
afterAll(async () => {
  await app?.close();
  await store?.close();
});

/** What a caller must be answered when a route is asked for a thing of a town: a status, or that it is let in. */
function expected({ access, scope, operationId }: Route, who: Identity, town: Town) {
  if (access === 'handheld' && !who.handheld) return 401;
  // H1 is of the first town; to it the work of others is not there.
  if (access === 'handheld' && town !== TOWNS[0] && namesOf(operationId).has('patrolId'))
    return 404;
  if (access === 'reader' && !who.role && !who.key) return 401;
  if (isCapability(access)) {
    if (!who.role) return 401;
    if (!may(who.role, access)) return 403;
  }
  const holds = who.area === 'D' || who.area === town.area;
  if (scope === 'top-area' && who.area !== 'D') return 403;
  // Its items are refused one by one in an answer that is good, areas all together.
  if (operationId === 'importAreas' && !holds) return 403;
  if (typeof scope === 'string' || holds) return 'let in';
  return Object.values(scope)
    .flat()
    .some((pointer) => pointer.startsWith('params.'))
    ? 404
    : 403;
}

async function ask(route: Route, who: Identity, town: Town, one: Objects) {
  const { body, params = {}, query = {} } = CALLS[route.operationId]!(town, one);
  const isFile = typeof body === 'string';
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => String(params[name]));
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  );
  // Signing in or out must not end the session the other calls go by.
  const headers = route.path === '/session' && route.method !== 'GET' ? {} : who.headers;
  const reply = await fetch(`${app.url}/api/v1${path}?${text}`, {
    method: route.method,
    headers: {
      ...headers,
      // Each is counted for itself.
      'x-forwarded-for': `10.0.0.${identities.indexOf(who) + 1}`,
      ...(body ? { 'content-type': isFile ? 'text/csv' : 'application/json' } : {}),
    },
    ...(body ? { body: isFile ? body : JSON.stringify(body) } : {}),
  });
  return { status: reply.status, said: (await reply.text()).slice(0, 200) };
}

const cells = () =>
  ROUTES.filter(({ operationId }) => Object.hasOwn(CALLS, operationId)).flatMap((route) =>
    identities.flatMap((who) =>
      TOWNS.map((town) => ({ route, who, town, right: expected(route, who, town) })),
    ),
  );

type Cell = ReturnType<typeof cells>[number];

const TABLES = [
  ...[
    'areas',
    'area_versions',
    'officers',
    'officer_assignments',
    'handhelds',
    'handheld_assignments',
  ],
  ...['handheld_bindings', 'norms', 'norm_versions', 'incidents', 'incident_versions', 'webhooks'],
  ...['incident_categories', 'contests', 'alerts', 'warnings', 'warning_steps', 'officer_pairs'],
  ...[
    'officer_leave',
    'studies',
    'scoring_schemes',
    'scoring_scheme_versions',
    'users',
    'access_log',
  ],
];

const contents = () =>
  Promise.all(
    TABLES.map(async (table) => {
      const { rows } = await sql<{ digest: string }>`
        select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.table(table)} t`.execute(
        store.db,
      );
      return [table, rows[0]!.digest];
    }),
  );

it('knows how every operation is asked', () => {
  expect(Object.keys(CALLS).sort()).toEqual(ROUTES.map(({ operationId }) => operationId).sort());
});

/** Calls `one` for each item, some at a time. */
async function each<T>(items: readonly T[], atOnce: number, one: (item: T) => Promise<unknown>) {
  const rest = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of rest) await one(item);
    }),
  );
}

/** What a call names, by the names of its things. */
function namesOf(operationId: string): Set<string> {
  const names = new Set<string>();
  const read = (_: object, name: string) => {
    names.add(name === 'contestId' ? 'patrolId' : name === 'deliveryId' ? 'webhookId' : name);
    return 1;
  };
  CALLS[operationId]!(TOWNS[0], new Proxy({}, { get: read }) as Objects);
  return names;
}

/** Whether what a call names can be the same for everybody: it stays as it is, and is nobody's own. */
const isShared = ({ method, operationId }: Route) =>
  method === 'GET' && !namesOf(operationId).has('studyId');

async function isRight({ route, who, town, right }: Cell, one: Objects): Promise<string[]> {
  const { status, said } = await ask(route, who, town, one);
  const told = `${route.operationId} by ${who.name} of ${town.area}: ${status}: ${said}`;
  if (right !== 'let in') return status === right ? [] : [`${told}, not ${right}`];
  // Without a place in the table of states, a second time may come too late: 409.
  if (!(status < 400 || status === 409 || status === NOT_DONE[route.operationId])) return [told];
  if (route.operationId !== 'reportIncidents') return [];
  const foreign = who.area !== 'D' && who.area !== town.area;
  return foreign === said.includes('"outcome":"refused"') ? [] : [told];
}

it('answers every call of everybody for a thing of each town as it must', async () => {
  const objects = new Map<Town, Objects>();
  for (const town of TOWNS)
    objects.set(town, await makeObjects(store.db, { ids, town, owner: 'somebody' }));
  await putScheme(store.db, {
    ...(CALLS.putScheme!(TOWNS[0], {} as never).body as object),
    ...{ code: 'all', area: 'D', areaId: ids.areas.D!, today: '2026-05-01' },
  } as never);
  const wrong: string[] = [];
  const check = async (cell: Cell, one = objects.get(cell.town)!) => {
    wrong.push(...(await isRight(cell, one)));
  };
  const before = await contents();
  const all = cells();
  await each(
    all.filter(({ right }) => right !== 'let in'),
    8,
    check,
  );
  expect(await contents(), 'what is refused changes nothing').toEqual(before);
  const letIn = all.filter(({ right }) => right === 'let in');
  await each(
    letIn.filter(({ route }) => isShared(route)),
    8,
    check,
  );
  for (const cell of letIn.filter(({ route }) => !isShared(route))) {
    const { town, who, route } = cell;
    const names = namesOf(route.operationId);
    await check(cell, await makeObjects(store.db, { ids, town, owner: who.name }, names));
  }
  expect(wrong).toEqual([]);
}, 120_000);
