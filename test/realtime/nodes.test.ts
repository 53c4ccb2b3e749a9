import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FAULTS } from '../../scripts/faults/faults.ts';
import { SIZES } from '../../scripts/faults/field.ts';
import { playFault } from '../../scripts/faults/play.ts';
import { type RedisProcess, startRedis } from '../../scripts/test-machine/redis.ts';
import { openTcpProxy, type TcpProxy } from '../../scripts/test-machine/tcp-proxy.ts';
import type { App } from '../../server/app.ts';
import type { Case } from '../../server/contract/cases/case.ts';
import type { WireFix } from '../../server/contract/fixes/fix.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { type Db, openStore, type Store } from '../../server/db/store/open.ts';
import { createNormWatch } from '../../server/jobs/alerts/watch-norms.ts';
import { openCommitted } from '../../server/realtime/committed/open.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, openSession, sessionOf } from '../support/console.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { incidentAt, placeIn } from '../support/made/incidents.ts';
import { walk } from '../support/made/walk.ts';
import {
  cornerOf,
  type Ids,
  manyOfficers,
  NOW,
  OFFICERS,
  secretOf,
  seedTestWorld,
} from '../support/made/world.ts';
import { recordStatements } from '../support/stores/statements.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

const redisPath = process.env.REDIS_PATH;
const SESSION = NOW - 60 * MINUTE_MS;
const WAIT = { timeout: 20_000, interval: 20 };
/** Two more, whose alerts are compared. */
const WATCHED = [
  ...OFFICERS,
  { code: 'O5', grid: 'G2', handheld: 'H5' },
  { code: 'O6', grid: 'G3', handheld: 'H6' },
];
const SIZE = SIZES.short;
/** Those of several servers, and that of their store; kills are tried by themselves. */
const FAULTS_OF_NODES = FAULTS.filter(
  ({ name, needs }) => needs === 'redis' || name === 'database away',
);
const SENDERS = manyOfficers(FAULTS_OF_NODES.length * (SIZE.handhelds + 1));

describe.skipIf(!hasPostgresql() || !redisPath)('Two servers over one store and one Redis', () => {
  let ids: Ids;
  let store: TestStore;
  let storeWire: TcpProxy;
  let stores: Store[];
  let redis: RedisProcess;
  let wires: TcpProxy[];
  let a: App;
  let b: App;
  let atA: RawHandheld;
  let cookie: string;
  const opened: { close: () => void }[] = [];

  const handheldAt = async (app: App, code: string) => {
    const handheld = await openRawHandheld(app.url, code);
    opened.push(handheld);
    return handheld;
  };
  const consoleAt = (app: App) => {
    const console_ = openConsole(app.url, cookie);
    opened.push(console_);
    return console_;
  };
  const post = (app: App, path: string, body: object, as = cookie) =>
    fetch(`${app.url}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie: as, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  let minute = -30;
  let seq = 0;
  /** Sends a minute's walk; returns the last moment of it. */
  async function sends(handheld: RawHandheld): Promise<number> {
    const fixes = walk({ from: NOW + minute * MINUTE_MS, count: 12, firstSeq: seq });
    minute += 1;
    seq += 100;
    const { receipts } = await handheld.ask('fixes', { session: SESSION, fixes });
    expect(receipts.every(({ outcome }) => outcome === 'stored')).toBe(true);
    return fixes.at(-1)!.t;
  }
  const seenAt = (app: App) => app.context.board.officer(ids.officers.O1!)?.t;

  beforeAll(async () => {
    store = await openPostgresql();
    const server = new URL(store.databaseUrl!);
    storeWire = await openTcpProxy({ host: server.hostname, port: Number(server.port || 5432) });
    server.host = `127.0.0.1:${storeWire.port}`;
    const open = () => openStore({ databaseUrl: server.href, connections: 4 });
    stores = [await open(), await open()];
    redis = await startRedis(redisPath!);
    const target = { host: '127.0.0.1', port: redis.port };
    wires = [await openTcpProxy(target), await openTcpProxy(target)];
    ids = await seedTestWorld(store.db, { officers: [...WATCHED, ...SENDERS] });
    await createUser(store.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
    const [urlA, urlB] = wires.map(({ port }) => `redis://127.0.0.1:${port}`);
    const config = { verdictSettleS: 3600 };
    const [dbA, dbB] = stores.map(({ db }) => db.withPlugin(recordStatements));
    a = await startTestApp(dbA!, { now: () => NOW, config: { ...config, redisUrl: urlA! } });
    b = await startTestApp(dbB!, { now: () => NOW, config: { ...config, redisUrl: urlB! } });
    cookie = await sessionOf(a.url, 'root');
    atA = await handheldAt(a, 'H1');
  }, 120_000);
  afterAll(async () => {
    for (const { close } of opened) close();
    await a?.close();
    await b?.close();
    for (const wire of wires ?? []) await wire.close();
    await redis?.close();
    for (const { close } of stores ?? []) await close();
    await storeWire?.close();
    await store?.close();
  });

  it('show at one what the other took: who walks, patrols, calls for help', async () => {
    const early = consoleAt(b);
    await early.until((frames) => frames.length > 0);
    await atA.ask('patrol:start', { t: NOW - 30 * MINUTE_MS });
    await sends(atA);
    await atA.ask('sos', { t: NOW - 29 * MINUTE_MS, text: 'fell' });
    await early.until((frames) => frames.some(({ patrols }) => patrols.length > 0));
    await early.until((frames) =>
      frames.some(({ alerts }) => alerts.some(({ text }) => text === 'fell')),
    );
    await early.until(() => early.fleet.officers.has(ids.officers.O1!));
    const late = consoleAt(b);
    await late.until(() => late.fleet.officers.has(ids.officers.O1!));
    expect(late.fleet.officers.get(ids.officers.O1!)).toEqual(
      early.fleet.officers.get(ids.officers.O1!),
    );
  });

  it('show at one an incident and its case that came to the other, each step of it, and who came second', async () => {
    await putIncidentCategories(store.db, [
      { code: 'road', nameZh: '道路', nameEn: 'Road', points: 2, opensCase: true },
    ]);
    const [atOne, atOther] = [consoleAt(a), consoleAt(b)];
    const seen = (shown: typeof atOne, wanted: Partial<Case>) =>
      shown.until((frames) =>
        frames.some(({ cases }) =>
          cases.some((one) => isDeepStrictEqual({ ...one, ...wanted }, one)),
        ),
      );
    for (const shown of [atOne, atOther]) await shown.until((frames) => frames.length > 0);
    const incidents = [
      incidentAt('hole-1', NOW - MINUTE_MS, placeIn('G1', 0.5, 0.5), { category: 'road' }),
    ];
    await post(a, '/incidents', { incidents });
    await atOther.until((frames) =>
      frames.some((frame) => frame.incidents.some((incident) => incident.id === 'hole-1')),
    );
    await seen(atOther, { incidentId: 'hole-1', state: 'reported', version: 1 });
    const { id } = atOther.frames.flatMap(({ cases }) => cases)[0]!;
    const other = await openSession(store.db, b.url, {
      ...{ name: 'other', role: 'supervisor', areaId: ids.areas.D! },
    });
    const accept = { step: 'accept', version: 1 };
    const replies = await Promise.all([
      post(a, `/cases/${id}/steps`, accept),
      post(b, `/cases/${id}/steps`, accept, other),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    await seen(atOne, { id, state: 'accepted', version: 2 });
    await seen(atOther, { id, state: 'accepted', version: 2 });
  });

  it('raise the alerts one server would over the same input, whatever is cut meanwhile and whoever watches', async () => {
    const alone = await openPostgresql();
    const aloneIds = await seedTestWorld(alone.db, { officers: WATCHED });
    const one = await startTestApp(alone.db, { now: () => NOW, config: { verdictSettleS: 3600 } });
    let now = NOW;
    const watchOf = (db: Db, hasOthers = false) =>
      createNormWatch({
        ...{ db, hasOthers, now: () => now, log: { warn: () => {} } },
        onAlert: () => {},
      });
    /** A watcher that hears of positions by the stream alone. */
    async function watchAt(wire: TcpProxy) {
      const url = `redis://127.0.0.1:${wire.port}`;
      const stream = await openCommitted({
        ...{ url, db: store.db, now: () => NOW },
        failed: () => () => {},
      });
      const watch = watchOf(store.db, true);
      let gaps = 0;
      stream.follow({
        take: (event) => event.kind === 'fixes' && watch.observe(event.officerId, event.fixes),
        missed: () => {
          gaps++;
          watch.readAgain();
        },
      });
      return { tick: watch.tick, close: stream.close, gaps: () => gaps };
    }
    const reference = watchOf(alone.db);
    const first = await watchAt(wires[0]!);
    const second = await watchAt(wires[1]!);
    const handhelds = await Promise.all(
      ['H5', 'H6'].map(async (code) => ({
        code,
        at: [await handheldAt(a, code), await handheldAt(b, code)],
        alone: await handheldAt(one, code),
      })),
    );
    const beside = { lng: cornerOf('G2').lng + 0.002, lat: cornerOf('G2').lat - 0.003 };
    const still = { lng: cornerOf('G3').lng + 0.002, lat: cornerOf('G3').lat + 0.002 };
    /** By code: where the officer is in a minute; null: nothing is sent, undefined: on the usual walk. */
    const placeOf: Record<string, (minute: number) => object | null | undefined> = {
      H5: (minute) => (minute >= 22 && minute < 36 ? beside : undefined),
      H6: (minute) => (minute >= 4 && minute < 16 ? null : minute >= 26 ? still : undefined),
    };
    const every = (act: (wire: TcpProxy) => void) => {
      for (const wire of wires) act(wire);
    };
    const faults: Record<number, () => void> = {
      // One server alone is cut off, while everything is sent to it.
      4: () => wires[1]!.freeze(),
      18: () => wires[1]!.restore(),
      24: () => every((wire) => wire.cut()),
      40: () => every((wire) => wire.restore()),
    };
    const walked = { from: NOW - 52 * MINUTE_MS, count: 300, stepS: 10 };
    const paths: Record<string, WireFix[]> = {
      H5: walk({ ...walked, grid: 'G2' }),
      H6: walk({ ...walked, grid: 'G3' }),
    };
    for (const { code, at, alone: reached } of handhelds)
      for (const to of [at[0]!, reached])
        expect(await to.ask('patrol:start', { t: NOW - 52 * MINUTE_MS }), code).not.toHaveProperty(
          'error',
        );
    for (let k = 0; k < 50; k += 2) {
      const gaps = second.gaps();
      faults[k]?.();
      const from = NOW + (k - 52) * MINUTE_MS;
      for (const { code, at, alone: reached } of handhelds) {
        const place = placeOf[code]!(k);
        if (place === null) continue;
        const fixes = paths[code]!.slice(6 * k, 6 * k + 12);
        const message = { session: SESSION, fixes: fixes.map((fix) => ({ ...fix, ...place })) };
        for (const to of [at[k < 22 ? 1 : (k / 2) % 2]!, reached]) await to.ask('fixes', message);
      }
      // Here minutes pass in no time: who watches has found out by then that it missed something.
      if (k === 40)
        await vi.waitFor(() => expect(second.gaps()).toBeGreaterThan(gaps), { timeout: 30_000 });
      now = from + 2 * MINUTE_MS;
      await (k < 30 ? first : second).tick();
      await reference.tick();
      reference.readAgain();
    }
    const alertsOf = async (db: Db, { officers }: Ids) => {
      const { rows } = await sql<{ kind: string; officer: string; withdrawn: boolean }>`
        select kind, o.code as officer, at, due_at, until, limit_min, withdrawn_at is not null as withdrawn
        from alerts a join officers o on o.id = a.officer_id
        where o.id = any(${[officers.O5, officers.O6]}) and due_at is not null order by o.code, kind, at`.execute(
        db,
      );
      return rows;
    };
    const raised = await alertsOf(alone.db, aloneIds);
    expect(raised.map(({ officer, kind, withdrawn }) => [officer, kind, withdrawn])).toEqual([
      ['O5', 'off-grid', false],
      ['O6', 'idle', false],
      ['O6', 'silent', false],
    ]);
    expect(await alertsOf(store.db, ids)).toEqual(raised);
    for (const { close } of [first, second]) await close();
    await one.close();
    await alone.close();
  }, 180_000);

  it('let a handheld move from one to the other with its patrol', async () => {
    const atB = await handheldAt(b, 'H1');
    const progress = new Promise<{ patrolId: number | null }>((resolve) => {
      atB.socket.once('progress', resolve);
    });
    await sends(atB);
    const patrolId = a.context.board.openPatrol(ids.officers.O1!)?.id;
    expect(await progress).toMatchObject({ patrolId });
    expect(patrolId).toBeTypeOf('number');
    await atB.ask('patrol:end', { t: NOW + minute * MINUTE_MS });
    await vi.waitFor(
      () => expect(a.context.board.openPatrol(ids.officers.O1!)).toBeUndefined(),
      WAIT,
    );
    const told = new Promise((resolve) => {
      atB.socket.once('text', (text: object, ack: () => void) => {
        ack();
        resolve(text);
      });
    });
    const text = { id: 1, at: new Date(NOW).toISOString(), by: 'root', text: 'come in' };
    // Whichever of the two connections takes it first.
    atA.socket.once('text', (_: object, ack: () => void) => ack());
    expect(await a.context.announce.text(ids.handhelds.H1!, text as never)).toBe(true);
    expect(await told).toMatchObject({ text: 'come in' });
    atB.close();
  });

  it('feel a change of duty and the end of a session at once', async () => {
    const { H2 } = ids.handhelds;
    expect(await b.context.roster.find(H2!)).toBeDefined();
    const taken = vi.fn();
    b.context.roster.find(H2!).then(taken);
    await store.db.deleteFrom('handheld_assignments').where('handheld_id', '=', H2!).execute();
    a.context.roster.forget();
    await vi.waitFor(async () => expect(await b.context.roster.find(H2!)).toBeUndefined(), WAIT);

    const other = await sessionOf(a.url, 'root');
    const shown = openConsole(b.url, other);
    opened.push(shown);
    await shown.until((frames) => frames.length > 0);
    const closed = new Promise((resolve) => shown.socket.once('disconnect', resolve));
    await fetch(`${a.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: other } });
    await closed;
  });

  it('slow guessing down together', async () => {
    const guess = (app: App) => openRawHandheld(app.url, 'H3', { handheldId: 'H3', secret: 'no' });
    for (let k = 0; k < 5; k++)
      await expect(guess(a)).rejects.toMatchObject({ error: 'wrong-secret' });
    await vi.waitFor(
      () => expect(guess(b)).rejects.toMatchObject({ error: 'too-many-requests' }),
      WAIT,
    );
  });

  it('count the requests of one address together, and each for itself while Redis is away', async () => {
    const left = async (app: App) => {
      const reply = await fetch(`${app.url}/api/v1/session`, { method: 'DELETE' });
      return Number(reply.headers.get('x-ratelimit-remaining'));
    };
    const before = await left(a);
    expect([await left(b), await left(a), await left(b)]).toEqual([1, 2, 3].map((k) => before - k));
    wires[1]!.freeze();
    const own = await left(b);
    expect(own).toBeGreaterThan(before);
    expect([await left(b), await left(a)]).toEqual([own - 1, before - 4]);
    wires[1]!.restore();
    await vi.waitFor(async () => expect(await left(b)).toBeLessThan(before - 4), WAIT);
  });

  it('take positions while Redis is away, say what they miss, and are one again when it is back', async () => {
    const shown = consoleAt(b);
    await shown.until((frames) => frames.length > 0);
    for (const wire of wires) wire.cut();
    await shown.until((frames) => frames.some(({ awaySince }) => awaySince !== undefined));
    const last = await sends(atA);
    expect(seenAt(a)).toBe(last);
    expect(seenAt(b)).toBeLessThan(last);
    for (const wire of wires) wire.restore();
    await vi.waitFor(() => expect(seenAt(b)).toBe(last), WAIT);
    await shown.until((frames) => frames.at(-1)!.awaySince === undefined);
  });

  it('hear from the store what a server took that alone could not reach Redis', async () => {
    wires[0]!.freeze();
    const last = await sends(atA);
    const heard = await sends(await handheldAt(b, 'H1'));
    expect(heard).toBeGreaterThan(last);
    await vi.waitFor(() => expect(a.context.awaySince()).not.toBeNull(), WAIT);
    await atA.ask('patrol:start', { t: NOW - 5 * MINUTE_MS });
    wires[0]!.restore();
    await vi.waitFor(() => expect(seenAt(a)).toBe(heard), WAIT);
    await vi.waitFor(
      () => expect(b.context.board.openPatrol(ids.officers.O1!)).toBeDefined(),
      WAIT,
    );
    expect(a.context.awaySince()).toBeNull();
  });

  it.each(
    FAULTS_OF_NODES.map((fault, k) => [fault.name, fault, k] as const),
  )('lose nothing and store nothing twice under "%s", and go on', async (_, fault, k) => {
    const ports = [a, b].map(({ url }) => Number(new URL(url).port));
    const balancer = await openTcpProxy(...ports.map((port) => ({ host: '127.0.0.1', port })));
    const handhelds = SENDERS.slice(k * (SIZE.handhelds + 1)).map(({ handheld: code }) => ({
      ...{ code, secret: secretOf(code) },
    }));
    const field = {
      ...{ url: `http://127.0.0.1:${balancer.port}`, db: store.db, now: () => NOW },
      ...{ wire: storeWire, redis: wires },
    };
    const { seconds, ...counted } = await playFault(fault, { field, handhelds, size: SIZE });
    await balancer.close();
    const fixes = SIZE.handhelds * SIZE.fixesEach;
    expect(counted).toEqual({
      ...{ fault: fault.name, fixes, acknowledged: fixes, refused: 0 },
      ...{ lost: 0, twice: 0, alive: true },
    });
    await vi.waitFor(
      () => expect([a, b].map(({ context }) => context.awaySince())).toEqual([null, null]),
      WAIT,
    );
  });
});
