import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { may } from '../../../server/contract/access/capabilities.ts';
import { WAYS_BACK } from '../../../server/contract/access/ways-back.ts';
import { ROLES, type Role } from '../../../server/contract/accounts/account.ts';
import { ROUTES } from '../../../server/contract/routes/all.ts';
import { isCapability } from '../../../server/contract/routes/errors-of.ts';
import { addressOf, type Route } from '../../../server/contract/routes/route.ts';
import { createApiKey } from '../../../server/db/accounts/api-keys.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { createKeySecret, writeKey } from '../../../server/http/accounts/reader.ts';
import { namedBy } from '../../../server/services/access/claims.ts';
import { putScheme } from '../../../server/services/metrics/scoring-schemes.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { basicAuth } from '../../support/handheld.ts';
import { CATEGORIES } from '../../support/made/incidents.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../../support/stores/stores.ts';
import { CALLS } from './calls.ts';
import { makeObjects, type Objects, OFFICERS, TOWNS, type Town } from './objects.ts';

/** Somebody who calls. `area`: whose they are; the district holds both towns. */
interface Identity {
  name: string;
  area?: string;
  role?: Role;
  key?: true;
  /** Of a key: whether it reads of persons. */
  persons?: boolean;
  handheld?: true;
  headers: Record<string, string>;
}

let store: TestStore;
let app: App;
let ids: Ids;
let identities: Identity[];
let sent = 0;

/** Calls that are let in and then refused for what they ask: a study without parameters, one that is over, a hundred webhooks already. */
const NOT_DONE: Record<string, number> = {
  ...{ createStudy: 400, cancelStudy: 404, createWebhook: 400, suggestBeside: 400, getScores: 400 },
  ...{ nominate: 400, getFound: 404, getIncidentPhoto: 404, enrol: 404, addPhoto: 400 },
  ...{ openCheckpointScreen: 404, readCheckpointScreen: 404 },
  ...{
    dropForeignCategory: 404,
    importTable: 422,
    takeBackAct: 404,
    makeFirstAccount: 401,
    endOwnSession: 404,
    endAccountSession: 404,
  },
  // A session that just began is left to no wall.
  keepWall: 409,
  ...{ startProviderSignIn: 404, finishProviderSignIn: 404 },
  ...{ changePassword: 401, offerSecondFactor: 401, endDemo: 404 },
  ...{ createOpen311Request: 403, getOpen311Request: 404, getOpen311Token: 404 },
  // What is not there, or is the other town's and so is not.
  ...{ getOgcItem: 404, getOgcTrack: 404, getOgcFix: 404, getOgcStudyItem: 404 },
  ...{ getOgcMovingGeometry: 404, listOgcMeasures: 404, getOgcMeasure: 404 },
  ...{ getOgcMovingFeature: 404, withdrawAreas: 404 },
  // Warnings are looked for by district.
  ...{ publishWarningThresholds: 400, tryWarningThresholds: 400 },
  ...{ getCasePhoto: 404, addCasePhoto: 400, getOwnCasePhoto: 404, addOwnCasePhoto: 400 },
};

beforeAll(async () => {
  // What decides is the same on each store; this one answers several at a time.
  store = hasPostgresql() ? await openPostgresql() : await openEmbedded();
  const { db } = store;
  ids = await seedTestWorld(db, { officers: OFFICERS });
  await putIncidentCategories(db, CATEGORIES);
  app = await startTestApp(db, { now: () => NOW, config: { trustProxy: 1 } });
  const account = async (area: string, role: Role): Promise<Identity> => {
    const name = `${area}-${role}`;
    const cookie = await openSession(db, app.url, { name, role, areaId: ids.areas[area]! });
    return { name, area, role, headers: { cookie } };
  };
  const key = async (area: string): Promise<Identity> => {
    const secret = createKeySecret();
    const persons = area === TOWNS[1].area;
    const { id } = await createApiKey(db, {
      ...{ name: area, areaId: ids.areas[area]!, createdBy: 'test' },
      ...{ requestsPerMinute: 10_000, keyHash: hashSecret(secret), persons },
    });
    const authorization = `Bearer ${writeKey(id, secret)}`;
    return { name: `${area}-key`, area, key: true, persons, headers: { authorization } };
  };
  identities = [
    { name: 'nobody', headers: {} },
    await account('D', 'administrator'),
    ...(await Promise.all(
      TOWNS.flatMap(({ area }) => [...ROLES.map((role) => account(area, role)), key(area)]),
    )),
    { name: 'handheld', handheld: true, headers: { authorization: basicAuth('H1') } },
  ];
}, 240_000);
afterAll(async () => {
  await app?.close();
  await store?.close();
});

/** Things a handheld is asked for by their id. */
const OWN_NAMES = ['patrolId', 'caseId'];

/** What a caller must be answered when a route is asked for a thing of a town: a status, or that it is let in. */
function expected({ access, discloses, operationId, scope }: Route, who: Identity, town: Town) {
  if (access === 'handheld' && !who.handheld) return 401;
  // H1 is of the first town; to it the work of others is not there.
  if (
    access === 'handheld' &&
    town !== TOWNS[0] &&
    OWN_NAMES.some((name) => namesOf(operationId).has(name))
  )
    return 404;
  if (access === 'reader' && !who.role && !who.key) return 401;
  if (access === 'account' && !who.role) return 401;
  if (access === 'reader' && discloses === 'each-person' && who.key && !who.persons) return 403;
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

/** Acts of accounts and keys that were done. */
const done = new Set<string>();

const ask = (route: Route, who: Identity, town: Town, one: Objects) =>
  send(route, who, CALLS[route.operationId]!(town, one));

async function send(
  route: Route,
  who: Identity,
  { body, params = {}, query = {} }: ReturnType<(typeof CALLS)[string]>,
) {
  const isFile = typeof body === 'string';
  const path = addressOf(route).replaceAll(/:(\w+)/g, (_, name: string) => String(params[name]));
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  );
  // Signing in or out must not end the session the other calls go by.
  const headers = route.path === '/session' && route.method !== 'GET' ? {} : who.headers;
  const reply = await fetch(`${app.url}${path}?${text}`, {
    method: route.method,
    headers: {
      ...headers,
      // Each is counted for itself.
      'x-forwarded-for': `10.0.${sent >> 8}.${sent++ & 255}`,
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
  ...[
    'handheld_bindings',
    'norms',
    'norm_versions',
    'incidents',
    'incident_versions',
    'webhooks',
    'report_schedules',
  ],
  ...['incident_categories', 'contests', 'alerts', 'warnings', 'warning_steps', 'officer_pairs'],
  ...[
    'officer_leave',
    'studies',
    'scoring_schemes',
    'scoring_scheme_versions',
    'users',
    'access_log',
  ],
  ...['case_facts', 'case_photos', 'case_deadlines', 'departments', 'act_changes'],
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
  if (status < 400 && route.operationId in WAYS_BACK) done.add(route.operationId);
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
}, 600_000);

it('puts everything that was done on record, with who and when', async () => {
  const { rows } = await sql<{ act: string; by: string; at: string | null }>`
    select act, min(by) as by, min(at)::text as at from access_log where kind = 'act' group by act`.execute(
    store.db,
  );
  const recorded = rows.filter(({ at, by }) => by !== '' && at !== null).map(({ act }) => act);
  // A change of areas is on record where it is one: the check of what a change would come to is none.
  expect(recorded).toEqual(expect.arrayContaining([...done]));
  expect(done.size).toBeGreaterThan(60);
});

/** Names of a town's things that stand for their owner's, which the address names beside them. */
const BESIDE = ['contestId', 'deliveryId'];

/** The calls of an operation for things of one's own, with one of what it names by its scope put in its place from another town. */
function mixed(route: Route, own: Town, mine: Objects, other: Town, theirs: Objects) {
  const call = CALLS[route.operationId]!;
  const keysOf = (one: ReturnType<typeof call>) =>
    JSON.stringify(namedBy(route, { params: {}, query: {}, body: {}, ...one } as never, NOW));
  const plain = call(own, mine);
  const known = new Set([...Object.values(theirs), ...Object.values(other)].map(String));
  return [
    ...[...namesOf(route.operationId)].map((name) => ({
      name,
      call: call(own, { ...mine, [name]: theirs[name as keyof Objects] }),
    })),
    ...Object.keys(own).map((name) => ({
      name,
      call: call({ ...own, [name]: other[name as keyof Town] }, mine),
    })),
  ].filter(({ name, call: one }) => {
    if (BESIDE.includes(name)) return true;
    // Codes that are made of an id, such as of what is new, name nothing of the other town.
    const named = namedBy(route, { params: {}, query: {}, body: {}, ...one } as never, NOW);
    const isOfOther = named.some(({ claims }) => claims.some(({ key }) => known.has(String(key))));
    return isOfOther && keysOf(one) !== keysOf(plain);
  });
}

it('refuses what is one’s own where anything of another town is mixed in', async () => {
  const [other, own] = TOWNS;
  const theirs = await makeObjects(store.db, { ids, town: other, owner: 'V1-administrator' });
  const wrong: string[] = [];
  for (const route of ROUTES.filter(({ scope }) => typeof scope === 'object')) {
    const who = identities.find(
      ({ area, role }) =>
        area === own.area && role && (!isCapability(route.access) || may(role, route.access)),
    );
    if (!who || route.access === 'handheld') continue;
    const { operationId } = route;
    const owned = { ids, town: own, owner: who.name };
    const mine = await makeObjects(store.db, owned, namesOf(operationId));
    for (const { call, name } of mixed(route, own, mine, other, theirs)) {
      const { said, status } = await send(route, who, call);
      if (status !== 403 && status !== 404)
        wrong.push(`${operationId} with ${name} of ${other.area}: ${status}: ${said}`);
    }
  }
  expect(wrong).toEqual([]);
}, 240_000);

/** Values of a query and of a path that somebody may send by mistake or on purpose. */
const ODD = [
  ...['', '0', '-1', '1e400', '9007199254740993', '99999999999999999999'],
  ...['0000-01-01T00:00:00Z', '2026-02-30', '9999-12-31', '99999999999999', '10000000000'],
  ...["'; drop table fixes", '%00', '999999999999999-999999999999999', '9999999999999-1', '1.1.1'],
];

it('answers odd values of any read with what is wrong, never with a fault of its own', async () => {
  const town = TOWNS[0];
  const one = await makeObjects(store.db, { ids, town, owner: 'somebody' });
  const who = identities.find(({ area }) => area === 'D')!;
  const odd = ROUTES.filter(({ method }) => method === 'GET').flatMap((route) =>
    (['params', 'query'] as const).flatMap((part) =>
      Object.keys((route[part] as { properties?: object } | undefined)?.properties ?? {}).flatMap(
        (name) => ODD.map((value) => ({ route, part, name, value })),
      ),
    ),
  );
  const wrong: string[] = [];
  await each(odd, 8, async ({ route, part, name, value }) => {
    const call = CALLS[route.operationId]!(town, one);
    const { status, said } = await send(route, who, {
      ...call,
      [part]: { ...call[part], [name]: part === 'params' ? encodeURIComponent(value) : value },
    });
    if (status >= 500 || status === 429)
      wrong.push(`${route.operationId} ${name}=${value}: ${status}: ${said}`);
  });
  expect(wrong).toEqual([]);
}, 240_000);
