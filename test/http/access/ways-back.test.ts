import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { WAYS_BACK } from '../../../server/contract/access/ways-back.ts';
import type { HandheldState } from '../../../server/contract/handhelds/state.ts';
import { ROUTES } from '../../../server/contract/routes/all.ts';
import { addressOf } from '../../../server/contract/routes/route.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';
import { CALLS, type Call } from './calls.ts';
import { OFFICERS, PAIR, TOWNS } from './objects.ts';

// biome-ignore lint/suspicious/noExplicitAny: replies of many routes
type Json = any;
type Ask = (operation: string, call?: Call) => Promise<Json>;

interface Round {
  /** What is done; its call is that of the table of calls unless told. */
  act: string;
  call?: Call;
  /** What is there, as far as the act changes it. */
  seen: (ask: Ask) => Promise<unknown>;
  /** Undoes it, by the reply of the act. */
  undo: (ask: Ask, reply: Json) => Promise<unknown>;
}

const [TOWN] = TOWNS;
const FUTURE = new Date(NOW + 86_400_000).toISOString();
const DAYS = { from: '2026-05-01', to: '2026-06-01' };

/** Dated rules: on record from a day to come, and taken back until then. */
const dated = (
  act: string,
  list: string,
  name: string,
  back: string,
  by: 'version' | 'from',
  area = TOWN.area,
) => ({
  act,
  seen: async (ask: Ask) =>
    (await ask(list))[name].map(({ version, from, code }: Json) => [
      code ?? null,
      version ?? null,
      from,
    ]),
  undo: async (ask: Ask) => {
    const latest = (one: Json) => String(one.from);
    const all = ((await ask(list))[name] as Json[]).sort((a, b) =>
      latest(a).localeCompare(latest(b)),
    );
    const { code, version } = all.at(-1)!;
    const of = act === 'putScheme' ? { code } : {};
    return ask(back, {
      body:
        by === 'from'
          ? { area, category: null, severity: null, from: FUTURE }
          : { area, ...of, version },
    });
  },
});

const handheld = async (ask: Ask, code: string): Promise<HandheldState> =>
  (await ask('listHandheldStates')).handhelds.find((one: HandheldState) => one.code === code);

const rounds = ({ areas, officers, handhelds }: Ids): Round[] => {
  const areaId = areas[TOWN.area]!;
  const [officerId, partnerId] = [officers[TOWN.officer]!, officers[TOWN.partner]!];
  const leave = {
    ...{ officerId, substituteId: partnerId, kind: 'sick' },
    firstDay: '2026-05-04',
  };
  const pair = { officerId, partnerId, ...PAIR };
  const accounts = async (ask: Ask) =>
    (await ask('listAccounts')).accounts
      .filter(({ disabledAt }: Json) => disabledAt === null)
      .map(({ name, role }: Json) => [name, role]);
  const accountOf = async (ask: Ask, name: string) =>
    (await ask('listAccounts')).accounts.find((one: Json) => one.name === name).id as number;
  const spare = { handhelds: [TOWN.spare] };
  const bindings = async (ask: Ask) =>
    (await ask('listBindings', { params: { id: handhelds[TOWN.handheld]! } })).bindings.filter(
      ({ revokedAt }: Json) => revokedAt === null,
    );
  const listed = (list: string, name: string) => async (ask: Ask) =>
    (await ask(list))[name].map(({ id, name: called }: Json) => [id, called ?? null]);
  return [
    {
      act: 'createAccount',
      seen: accounts,
      undo: async (ask) =>
        ask('changeAccount', {
          params: { id: await accountOf(ask, `new of ${TOWN.area}`) },
          body: { disabled: true },
        }),
    },
    {
      act: 'putLeave',
      call: { body: { ...leave, lastDay: '2026-05-05' } },
      seen: (ask) => ask('listLeave', { query: DAYS }),
      undo: (ask) => ask('putLeave', { body: { ...leave, lastDay: null } }),
    },
    {
      act: 'putPair',
      call: { body: { ...pair, lastDay: null } },
      seen: (ask) => ask('listPairs', { query: DAYS }),
      undo: (ask) => ask('dropPair', { query: pair }),
    },
    {
      act: 'makeSheets',
      call: { body: spare },
      seen: async (ask) => (await handheld(ask, TOWN.spare)).sheetUntil,
      undo: (ask) => ask('revokeHandheld', { params: { code: TOWN.spare }, body: { why: 'lost' } }),
    },
    {
      act: 'revokeHandheld',
      call: { params: { code: TOWN.handheld }, body: { why: 'lost' } },
      seen: async (ask) => (await handheld(ask, TOWN.handheld)).revokedAt,
      undo: async (ask) => {
        const { sheets } = await ask('makeSheets', { body: { handhelds: [TOWN.handheld] } });
        await ask('enrol', { body: { token: sheets[0].token, secretHash: '1'.repeat(64) } });
      },
    },
    {
      act: 'bindHandheld',
      call: { params: { id: handhelds[TOWN.handheld]! }, body: { protocol: 'osmand' } },
      seen: bindings,
      undo: async (ask, { id }) =>
        ask('endBinding', { params: { id: handhelds[TOWN.handheld]!, bindingId: id } }),
    },
    dated('publishNorm', 'listNorms', 'norms', 'withdrawNorm', 'version'),
    {
      ...dated(
        'publishWarningThresholds',
        'listWarningThresholds',
        'thresholds',
        'withdrawWarningThresholds',
        'version',
        'D',
      ),
      call: CALLS.publishWarningThresholds!({ ...TOWN, area: 'D' }, {} as never),
    },
    {
      ...dated('putScheme', 'listSchemes', 'schemes', 'withdrawScheme', 'version'),
      call: {
        body: {
          ...(CALLS.putScheme!(TOWN, {} as never).body as object),
          from: FUTURE.slice(0, 10),
        },
      },
    },
    dated('putDeadlines', 'listDeadlines', 'deadlines', 'withdrawDeadline', 'from'),
    {
      act: 'createApiKey',
      call: { body: { name: 'new', areaId } },
      seen: async (ask) =>
        (await ask('listApiKeys')).keys.filter(({ revokedAt }: Json) => !revokedAt).length,
      undo: (ask, { id }) => ask('revokeApiKey', { params: { id } }),
    },
    {
      act: 'createWebhook',
      call: CALLS.createWebhook!(TOWN, { areaId } as never),
      seen: listed('listWebhooks', 'webhooks'),
      undo: (ask, { id }) => ask('deleteWebhook', { params: { id } }),
    },
    {
      act: 'createReportSchedule',
      call: CALLS.createReportSchedule!(TOWN, { areaId } as never),
      seen: listed('listReportSchedules', 'schedules'),
      undo: (ask, { id }) => ask('deleteReportSchedule', { params: { id } }),
    },
    {
      act: 'createStudy',
      call: {
        body: {
          ...{ name: 'mine', method: 'dbscan', selection: { areaId } },
          parameters: { epsM: 20, minPts: 10 },
        },
      },
      seen: listed('listStudies', 'studies'),
      undo: (ask, { id }) => ask('deleteStudy', { params: { id } }),
    },
    {
      act: 'putView',
      seen: (ask) => ask('listViews'),
      undo: (ask) => ask('dropView', CALLS.dropView!(TOWN, {} as never)),
    },
    {
      act: 'importAreas',
      call: (() => {
        const { body } = CALLS.importAreas!(TOWN, {} as never) as { body: Json };
        return { body: { ...body, options: { ...body.options, from: FUTURE } } };
      })(),
      seen: (ask) => ask('listComingChanges'),
      undo: (ask) => ask('withdrawAreas', { body: { from: FUTURE } }),
    },
  ];
};

describeStores('Acts of an administrator', (store) => {
  let app: App;
  let cookie: string;
  let ids: Ids;

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { officers: OFFICERS });
    app = await startTestApp(db, { now: () => NOW });
    cookie = await openSession(db, app.url, {
      ...{ name: 'root', role: 'administrator', areaId: ids.areas.D! },
    });
  });
  afterAll(() => app?.close());

  const ask: Ask = async (operation, { body, params = {}, query = {} } = {}) => {
    const route = ROUTES.find(({ operationId }) => operationId === operation)!;
    const path = addressOf(route).replaceAll(/:(\w+)/g, (_, name: string) => String(params[name]));
    const text = new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    );
    const reply = await fetch(`${app.url}${path}?${text}`, {
      method: route.method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const said = await reply.text();
    expect([operation, reply.ok, reply.ok || said]).toEqual([operation, true, true]);
    const isJson = reply.headers.get('content-type')?.includes('application/json');
    return isJson ? JSON.parse(said) : said;
  };
  const entries = async (act: string) =>
    (await ask('listAccess', { query: { act } })).entries.map(({ by }: Json) => by);

  it('change something, are on record with who did it, and are undone by what is said to undo them', async () => {
    const all = rounds(ids);
    for (const { act, call, seen, undo } of all) {
      const before = await seen(ask);
      const reply = await ask(
        act,
        call ?? CALLS[act]!(TOWN, { areaId: ids.areas[TOWN.area] } as never),
      );
      expect(await entries(act), act).toContain('root');
      expect(await seen(ask), `${act} changes something`).not.toEqual(before);
      const undone: string[] = [];
      await undo(async (operation, by) => {
        undone.push(operation);
        return ask(operation, by);
      }, reply);
      expect(await seen(ask), `${act} is undone`).toEqual(before);
      const ways = WAYS_BACK[act]!.by!;
      expect(
        undone.some((one) => ways.includes(one)),
        `${act} is undone by ${ways}`,
      ).toBe(true);
      for (const one of undone.filter((operation) => ways.includes(operation)))
        expect(await entries(one), one).toContain('root');
    }
    expect(all.length).toBeGreaterThan(15);
  }, 120_000);
});
