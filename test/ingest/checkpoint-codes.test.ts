import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { spelledCode, writeCode } from '../../server/contract/checkpoints/code.ts';
import type { PrintedCode } from '../../server/contract/checkpoints/print.ts';
import type { ScanReply } from '../../server/contract/checkpoints/scan.ts';
import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { recordScan } from '../../server/db/checkpoints/scans.ts';
import { findPatrol } from '../../server/db/patrols/list-patrols.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { renewStoredSecret } from '../../server/services/accounts/rotate-secrets.ts';
import { gatherEvidence } from '../../server/services/verdicts/evidence.ts';
import { startTestApp } from '../support/app.ts';
import { openSession } from '../support/console.ts';
import { basicAuth, openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const corner = cornerOf('G1');
const place = (share: number) => ({
  lng: corner.lng + SIDE_DEG / 2,
  lat: corner.lat + SIDE_DEG * share,
});
const spot = { radiusM: 30, minDwellS: 0 };
/** The walk passes the first; the second lies behind it. */
const CHECKPOINTS = [
  { id: 'gate', name: 'The gate', position: place(0.1), ...spot },
  { id: 'roof', name: 'The roof', position: place(0.95), ...spot },
];
const RULES = {
  checkpoints: CHECKPOINTS,
  minutesPerPatrol: 20,
  coveragePerPatrol: 0.1,
  dutyHours: { from: '06:00', to: '22:00' },
};
const START = NOW - 60 * MINUTE_MS;
const at = (minutes: number) => START + minutes * MINUTE_MS;

describeStores('Codes of checkpoints', (store) => {
  let ids: Ids;
  let app: App;
  let handheld: RawHandheld;
  let cookie: string;
  let codes: PrintedCode[];
  let now = NOW;

  const api = (method: string, path: string, body?: object, headers: object = { cookie }) =>
    fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  const print = async (body: object): Promise<PrintedCode[]> =>
    (await (await api('POST', '/checkpoint-codes', { area: 'D', ...body })).json()).codes;
  const scan = async (told: object): Promise<ScanReply> =>
    (await handheld.ask('checkpoint', told)) as unknown as ScanReply;
  const codeOf = (checkpoint: string, day: string | null, of = codes) =>
    of.find((one) => one.checkpoint === checkpoint && one.day === day)!.code;
  const judge = async () => {
    const { db } = store();
    const [patrol] = await db
      .selectFrom('patrols')
      .select('id')
      .where('officer_id', '=', ids.officers.O1!)
      .execute();
    await createPatrolJudge({ db, now: () => now })(ids.officers.O1!, patrol!.id);
    const found = await findPatrol(db, { officerId: ids.officers.O1!, patrolId: patrol!.id });
    return gatherEvidence(db, found!);
  };
  const refused = async () =>
    (
      await (
        await api('GET', '/fixes/refused', undefined, { authorization: basicAuth('H1') })
      ).json()
    ).refused;

  beforeAll(async () => {
    ids = await seedTestWorld(store().db, { rules: RULES });
    // Jobs wait an hour, so that the judge leaves them to the test.
    app = await startTestApp(store().db, { now: () => now, config: { verdictSettleS: 3600 } });
    handheld = await openRawHandheld(app.url, 'H1');
    cookie = await openSession(store().db, app.url, {
      name: 'root',
      role: 'administrator',
      areaId: ids.areas.D!,
    });
    codes = [
      ...(await print({ kind: 'day', from: '2026-05-31', days: 2 })),
      ...(await print({ kind: 'tag' })),
    ];
  });
  afterAll(async () => {
    handheld?.close();
    await app?.close();
  });

  it('are printed for days and for good, the same again, and on the access log', async () => {
    expect(codes.map(({ area, checkpoint, day, name }) => [area, checkpoint, name, day])).toEqual([
      ['D', 'gate', 'The gate', '2026-05-31'],
      ['D', 'roof', 'The roof', '2026-05-31'],
      ['D', 'gate', 'The gate', '2026-06-01'],
      ['D', 'roof', 'The roof', '2026-06-01'],
      ['D', 'gate', 'The gate', null],
      ['D', 'roof', 'The roof', null],
    ]);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(6);
    expect(await print({ kind: 'day' })).toEqual(codes.slice(2, 4));
    const { rows } = await sql<{
      detail: object;
    }>`select detail from access_log where act = 'printCheckpointCodes'`.execute(store().db);
    expect(rows).toHaveLength(3);
    const many = await api('POST', '/checkpoint-codes', { area: 'D', kind: 'day', days: 32 });
    expect(many.status).toBe(400);
  });

  it('are shown by a screen at the place, which nobody is signed in on, until they are renewed', async () => {
    const open = (checkpoint: string) =>
      api('POST', '/checkpoint-codes/screens', { area: 'D', checkpoint });
    const read = (token: string) => api('POST', '/checkpoint-screen', { token }, {});
    const { token } = await (await open('gate')).json();
    expect((await (await open('gate')).json()).token).toBe(token);
    const shown = await (await read(token)).json();
    expect(shown).toMatchObject({
      checkpoint: 'gate',
      name: 'The gate',
      timeZone: 'Asia/Shanghai',
    });
    expect(shown.nowMs).toBe(now);
    const printed = await print({ kind: 'day', days: 3 });
    expect(shown.codes).toEqual(
      printed.flatMap(({ checkpoint, code, day }) => (checkpoint === 'gate' ? { day, code } : [])),
    );
    // Midnight of the area, not of UTC.
    const before = now;
    now = Date.parse('2026-06-01T16:00:00Z');
    expect((await (await read(token)).json()).codes[0].day).toBe('2026-06-02');
    now = before;

    expect((await open('cellar')).status).toBe(404);
    const [number, proof] = token.split('.');
    const forged = `${proof!.startsWith('A') ? 'B' : 'A'}${proof!.slice(1)}`;
    const others = [`${number}.${forged}`, `${Number(number) + 1}.${proof}`, 'nothing', '1.2'];
    for (const other of others) expect((await read(other)).status).toBe(404);
    const { rows } = await sql<{ act: string; told: string }>`
      select act, detail::text as told from access_log where act like '%CheckpointScreen'`.execute(
      store().db,
    );
    expect(rows).toHaveLength(2);
    for (const { act, told } of rows) {
      expect(act).toBe('openCheckpointScreen');
      expect(told).not.toContain(token);
    }
    const roof = (await (await open('roof')).json()).token;
    await api('POST', '/checkpoint-codes/renew', { area: 'D', checkpoint: 'roof' });
    expect((await read(roof)).status).toBe(404);
    codes = [
      ...(await print({ kind: 'day', from: '2026-05-31', days: 2 })),
      ...(await print({ kind: 'tag' })),
    ];
  });

  it('confirm a checkpoint whatever way they come, and what they are worth is the answer', async () => {
    await handheld.ask('patrol:start', { t: START });
    await handheld.ask('fixes', { session: START, fixes: walk({ from: START, count: 300 }) });
    await handheld.ask('patrol:end', { t: at(30) });
    // Nobody scanned yet.
    expect((await judge()).verdicts).toMatchObject([
      {
        version: 1,
        verdict: {
          checkpoints: [{ visited: true }, { visited: false }],
          basis: { ruleSet: RULE_SET },
        },
      },
    ]);

    const today = codeOf('roof', '2026-06-01');
    const roof = { outcome: 'confirmed', checkpoint: { id: 'roof', name: 'The roof' } };
    // By a clock ten minutes behind, typed, with what nobody knows and what is of no use.
    const told = {
      t: at(10) - 10 * MINUTE_MS,
      sentAt: now - 10 * MINUTE_MS,
      code: spelledCode(today).toLowerCase(),
      typed: true,
    };
    expect(await scan({ ...told, battery: 80 })).toEqual({ ...roof, cleaned: ['other'] });
    expect(await scan({ ...told, sentAt: 'never', typed: 'yes' })).toEqual({
      ...roof,
      cleaned: ['sentAt', 'typed'],
    });
    const posted = await api(
      'POST',
      '/checkpoint',
      { t: at(12), code: codeOf('gate', null) },
      { authorization: basicAuth('H1') },
    );
    expect(await posted.json()).toEqual({
      outcome: 'confirmed',
      checkpoint: { id: 'gate', name: 'The gate' },
    });
    const { verdicts } = await judge();
    const missed = verdicts.map(({ verdict }) =>
      verdict.reasons.some(({ code }) => code === 'checkpoint-missed'),
    );
    expect(missed).toEqual([false, true]);
    expect(verdicts[0]!.verdict).toMatchObject({
      checkpoints: [
        { id: 'gate', visited: true, by: ['position', 'tag'] },
        {
          id: 'roof',
          visited: true,
          by: ['day'],
          firstMs: at(10),
          scans: [{ atMs: at(10), kind: 'day', typed: true }],
        },
      ],
      basis: { ruleSet: RULE_SET },
    });
  });

  it('name the patrols they lie in for judgement, which alone they change', async () => {
    const { rows } = await sql<{
      at: Date;
    }>`select due_at as at from verdict_jobs where officer_id = ${ids.officers.O1!}`.execute(
      store().db,
    );
    expect(rows).toEqual([{ at: new Date(NOW + HOUR_MS) }]);
    expect(await scan({ t: at(-5), code: codeOf('roof', '2026-06-01') })).toMatchObject({
      outcome: 'confirmed',
    });
    expect((await judge()).verdicts).toHaveLength(2);
  });

  it('that are wrong, of another day or renewed are kept, counted and seen, and confirm nothing', async () => {
    const wrong = (code: string, minute = 14) => scan({ t: at(minute), code });
    expect(await wrong(codeOf('roof', '2026-05-31'))).toMatchObject({
      outcome: 'refused',
      reason: 'other-day',
    });
    expect(await wrong('https://example.org/advert', 15)).toMatchObject({
      outcome: 'refused',
      reason: 'misread',
    });
    expect(await wrong(writeCode({ number: 99_999, proof: 1 }), 17)).toMatchObject({
      outcome: 'refused',
      reason: 'unknown',
    });
    expect(
      await scan({ t: now + 20 * MINUTE_MS, sentAt: now, code: codeOf('gate', null) }),
    ).toMatchObject({ reason: 'clock' });
    expect(await scan({ t: at(15) })).toMatchObject({ error: 'invalid' });
    // Of a checkpoint of nobody's norm any more.
    await sql`update norm_versions set rules = jsonb_set(rules, '{checkpoints}', ${JSON.stringify(CHECKPOINTS.slice(0, 1))}::jsonb)`.execute(
      store().db,
    );
    expect(await wrong(codeOf('roof', null), 18)).toMatchObject({
      outcome: 'not-asked',
      checkpoint: null,
    });
    await sql`update norm_versions set rules = jsonb_set(rules, '{checkpoints}', ${JSON.stringify(CHECKPOINTS)}::jsonb)`.execute(
      store().db,
    );

    const renewed: number[] = [];
    for (const checkpoint of ['roof', 'attic']) {
      const reply = await api('POST', '/checkpoint-codes/renew', { area: 'D', checkpoint });
      renewed.push((await reply.json()).ended);
    }
    expect(renewed).toEqual([1, 0]);
    now += MINUTE_MS;
    expect(await wrong(codeOf('roof', null), 61)).toMatchObject({
      outcome: 'refused',
      reason: 'renewed',
    });
    const fresh = await print({ kind: 'tag' });
    expect(codeOf('gate', null, fresh)).toBe(codeOf('gate', null));
    expect(await wrong(codeOf('roof', null, fresh), 61)).toMatchObject({ outcome: 'confirmed' });

    const { scans } = await judge();
    expect(scans.map(({ checkpointId, kind, refused: why }) => [checkpointId, kind, why])).toEqual([
      ['roof', 'day', null],
      ['gate', 'tag', null],
      ['roof', 'day', 'other-day'],
      [null, null, 'misread'],
      [null, null, 'unknown'],
      ['roof', 'tag', null],
    ]);
    expect(await refused()).toEqual(
      ['clock', 'misread', 'other-day', 'renewed', 'unknown'].map((why) => ({
        day: '2026-06-01',
        reason: `code-${why}`,
        count: 1,
      })),
    );
  });

  it('of a tag that counts its reads are told from a copy by a count that was told before, which changes no verdict', async () => {
    const code = codeOf('gate', null);
    const before = (await judge()).verdicts[0]!.verdict;
    for (const [minute, count] of [
      [19, 7],
      [20, 9],
      [21, 7],
      [22, 2 ** 24],
    ] as const) {
      const reply = await scan({ t: at(minute), code, count });
      expect(reply.outcome).toBe('confirmed');
      expect(reply.cleaned ?? []).toEqual(count > 9 ? ['count'] : []);
    }
    const { scans, verdicts } = await judge();
    const counted = scans.filter(({ atMs }) => atMs >= at(19) && atMs <= at(22));
    expect(counted.map(({ count, countedBefore }) => [count, countedBefore])).toEqual([
      [7, false],
      [9, false],
      [7, true],
      [null, false],
    ]);
    expect(verdicts[0]!.verdict.outcome).toBe(before.outcome);
  });

  it('sent several times at once are one', async () => {
    for (let minute = 0; minute < 10; minute++) {
      const sent = {
        ...{
          handheldId: ids.handhelds.H2!,
          deviceMs: at(minute),
          atMs: at(minute),
          receivedMs: now,
        },
        ...({
          code: 'XJ',
          number: null,
          kind: null,
          refused: 'unknown',
          typed: false,
          count: null,
        } as const),
      };
      const stored = await Promise.all(
        Array.from({ length: 4 }, () => recordScan(store().db, sent, now)),
      );
      expect(stored.map(({ refused: why }) => why)).toEqual(Array(4).fill('unknown'));
      expect(stored.filter(({ isNew }) => isNew)).toHaveLength(1);
    }
  });

  it('scanned off duty are counted alone', async () => {
    const night = Date.parse('2026-05-31T19:00:00Z');
    expect(await scan({ t: night, code: codeOf('gate', null) })).toEqual({
      outcome: 'refused',
      reason: 'off-duty',
      checkpoint: null,
    });
    expect(await refused()).toContainEqual({ day: '2026-06-01', reason: 'off-duty', count: 1 });
    const { rows } =
      await sql`select from checkpoint_scans where device_time < ${new Date(night + 1).toISOString()}`.execute(
        store().db,
      );
    expect(rows).toEqual([]);
  });

  it('are told to the officer’s app by their numbers, and outlive the session secret', async () => {
    const duty = await (
      await api('GET', '/own/duty', undefined, { authorization: basicAuth('H1') })
    ).json();
    expect(duty.codes).toMatchObject([{ checkpointId: 'gate' }, { checkpointId: 'roof' }]);
    await renewStoredSecret(store().db);
    const next = await startTestApp(store().db, { now: () => now });
    try {
      const again = await fetch(`${next.url}/api/v1/checkpoint`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: basicAuth('H1') },
        body: JSON.stringify({ t: at(20), code: codeOf('gate', null) }),
      });
      expect(await again.json()).toMatchObject({ outcome: 'confirmed' });
    } finally {
      await next.close();
    }
  });
});
