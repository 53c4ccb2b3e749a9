import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backTestCommand } from '../../scripts/backtest.ts';
import type { App } from '../../server/app.ts';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import type { NormRules } from '../../server/contract/norms/norm.ts';
import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { runCommand } from '../support/run-command.ts';
import { signIn } from '../support/sign-in.ts';
import { describeStores } from '../support/stores/stores.ts';

const LENIENT = { patrolsPerDay: 1, minutesPerPatrol: 30, coveragePerPatrol: 0.1 };

describeStores('Norms over HTTP', (store) => {
  let ids: Ids;
  let app: App;
  let admin: Awaited<ReturnType<typeof signIn>>;
  const now = () => NOW + 48 * HOUR_MS;
  const rules = (own: Partial<NormRules>): NormRules => ({ ...defaultNorm().rules, ...own });
  const trial = (own: Partial<NormRules>, more = {}) => ({
    norm: { area: 'D', name: 'trial', rules: rules(own), ...more },
    from: '2026-06-01',
    to: '2026-06-02',
  });

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: LENIENT });
    const key = { officerId: ids.officers.O1!, gridId: ids.areas.G1! };
    const rows = honestRows(ids.handhelds.H1!, { from: NOW, count: 480 });
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    const patrolId = await startPatrol(db, { ...key, startMs: NOW, dueAt: NOW });
    await endPatrol(db, { ...key, endMs: NOW + 40 * MINUTE_MS, dueAt: NOW });
    expect(await createPatrolJudge({ db, now })(key.officerId, patrolId)).toBe('completed');
    await db.deleteFrom('verdict_jobs').execute();
    app = await startTestApp(db, { demoAreaId: ids.areas.D!, now });
    admin = await signIn(app.url, 'admin');
  });
  afterAll(() => app?.close());

  const post = async (path: string, body: object) => {
    const reply = await admin('POST', `/api/v1/norms/${path}`, body);
    return { status: reply.status, body: await reply.json() };
  };

  it('say who and which grids a stricter norm would change, and change nothing', async () => {
    const { body } = await post('backtest', trial({ ...LENIENT, minutesPerPatrol: 120 }));
    expect(body).toMatchObject({
      changedDays: 1,
      officers: 1,
      grids: 1,
      outcomes: { 'completed -> incomplete': 1 },
      changes: [
        {
          officerId: ids.officers.O1,
          gridId: ids.areas.G1,
          day: '2026-06-01',
          before: { outcome: 'completed', patrolsDone: 1, reasons: ['met'] },
          after: { outcome: 'incomplete', patrolsDone: 0, reasons: ['patrols-short'] },
          patrols: [
            {
              before: 'completed',
              after: 'incomplete',
              reasons: expect.arrayContaining(['duration-short']),
            },
          ],
        },
      ],
    });
    const { norms } = await (await admin('GET', '/api/v1/norms')).json();
    expect(norms).toMatchObject([{ area: 'D', version: 1, rules: LENIENT, to: null }]);
  });

  it('are tried from the command line, day by day', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'norm-')), 'norm.json');
    const norm = { area: 'D', name: 'trial', rules: { ...LENIENT, minutesPerPatrol: 120 } };
    await writeFile(file, JSON.stringify(norm));
    const { said } = await runCommand(backTestCommand, [
      ...['--url', app.url, '--norm', file, '--from', '2026-05-31', '--to', '2026-06-03'],
    ]);
    expect(said).toContain('1 of 9 officer-days change: 1 officers, 1 grids');
    expect(said).toContain('completed -> incomplete: 1');
  });

  it('have the rule set beside them, which is tried from the command line too and changes nobody it judged', async () => {
    const days = ['--from', '2026-05-31', '--to', '2026-06-03'];
    const asked = ['--url', app.url, ...days];
    const { said } = await runCommand(backTestCommand, [...asked, '--rules', '--area', 'D']);
    expect(said).toContain(`rule set ${RULE_SET}: 0 of 1 patrols change`);
    for (const wrong of [['--rules'], [], ['--rules', '--area', 'nowhere']])
      await expect(runCommand(backTestCommand, [...asked, ...wrong])).rejects.toThrow();
  });

  it('find nothing changed by the norm in force, or by one for others', async () => {
    expect((await post('backtest', trial(LENIENT))).body).toMatchObject({
      days: 3,
      changedDays: 0,
    });
    const part = await post('backtest', { ...trial(LENIENT), most: 1 });
    expect(part.body).toMatchObject({ drawn: { gridDays: 1, of: 3 }, days: 1 });
    expect(part.body.share.high).toBeGreaterThan(0.5);
    const others = trial({ minutesPerPatrol: 300 }, { officerCategory: 'volunteer' });
    expect((await post('backtest', others)).body).toMatchObject({ changedDays: 0 });
  });

  it('choose the nearest and most specific', async () => {
    const from = new Date(now() + HOUR_MS).toISOString();
    const village = { area: 'V1', name: 'village', rules: rules({ patrolsPerDay: 3 }), from };
    expect((await post('publish', village)).body).toEqual({ published: true });
    const choice = async (at: number, grid: string) =>
      (
        await (
          await admin(
            'GET',
            `/api/v1/norms/choice?gridId=${ids.areas[grid]}&category=full-time&at=${at}`,
          )
        ).json()
      ).norm;
    expect(await choice(now(), 'G1')).toMatchObject({ area: 'D' });
    expect(await choice(now() + 2 * HOUR_MS, 'G1')).toMatchObject({ area: 'V1', name: 'village' });
    expect(await choice(now() + 2 * HOUR_MS, 'G3')).toMatchObject({ area: 'D' });
  });

  const listed = async (area: string) => {
    const { norms } = await (await admin('GET', '/api/v1/norms')).json();
    return norms.filter((norm: { area: string }) => norm.area === area);
  };

  it('are taken back until they hold, and what has begun is not', async () => {
    const from = new Date(now() + HOUR_MS).toISOString();
    const next = { area: 'D', name: 'stricter', rules: rules({ patrolsPerDay: 5 }), from };
    const before = await listed('D');
    expect((await post('publish', { ...next, name: before[0].name })).body).toEqual({
      published: true,
    });
    expect(await listed('D')).toMatchObject([{ version: 2 }, { version: 1, to: from }]);
    const withdraw = async (area: string, version: number) =>
      (await admin('POST', '/api/v1/norms/withdraw', { area, version })).status;
    expect(await withdraw('D', 1)).toBe(409);
    expect(await withdraw('D', 2)).toBe(204);
    expect(await listed('D')).toEqual(before);
    expect(await withdraw('D', 1)).toBe(409);
    expect(await withdraw('V1', 1)).toBe(204);
    expect(await listed('V1')).toEqual([]);
  });

  it('take another name without another version', async () => {
    const [{ rules: held, name, version }] = await listed('D');
    const from = new Date(now() + HOUR_MS).toISOString();
    const named = (other: string) => post('publish', { area: 'D', name: other, rules: held, from });
    expect((await named('renamed')).body).toEqual({ published: true });
    expect(await listed('D')).toMatchObject([{ name: 'renamed', version }]);
    expect((await named('renamed')).body).toEqual({ published: false });
    expect((await named(name)).body).toEqual({ published: true });
  });

  it.each([
    ['one from the past', { from: '2026-01-01T00:00:00Z' }, /holds from a moment to come/],
    ['one that contradicts itself', { rules: { dutyDays: [] } }, /no day is on duty/],
    [
      'one with a name that no rule has',
      { rules: { minutesPerPatrl: 60, dutyHours: { from: '06:00', to: '22:00', until: '23:00' } } },
      /rules\/minutesPerPatrl.*rules\/dutyHours\/until/,
    ],
    ['one for nowhere', { area: 'nowhere' }, /no area nowhere/],
  ])('refuse to publish %s', async (_what, wrong, says) => {
    const { rules: own, ...rest } = { rules: {}, ...wrong };
    const from = new Date(now() + HOUR_MS).toISOString();
    const body = { area: 'D', name: 'x', from, ...rest, rules: rules(own) };
    expect(await post('publish', body)).toMatchObject({
      status: 400,
      body: { error: 'invalid', detail: expect.stringMatching(says) },
    });
  });

  const provision = async (own: object) => {
    const norm = { area: 'D', name: 'x', from: '2020-02-01T00:00:00Z', rules: rules({}), ...own };
    const reply = await admin('PUT', '/api/v1/norms', { norms: [norm] });
    return { status: reply.status, body: await reply.json() };
  };

  it.each([
    ['the next version of the one it was judged by', {}],
    ['one of an area below that would come before it', { area: 'G1' }],
    ['one for the category of who was judged', { officerCategory: 'full-time' }],
  ])('never rewrite what was judged, not even by %s', async (_what, own) => {
    const before = await (await admin('GET', '/api/v1/norms')).json();
    expect(await provision(own)).toMatchObject({
      status: 400,
      body: { error: 'invalid', detail: expect.stringMatching(/judged already.*moment to come/) },
    });
    expect(await (await admin('GET', '/api/v1/norms')).json()).toEqual(before);
  });

  it('may be provided for a past in which nothing was judged by them', async () => {
    expect(await provision({ officerCategory: 'volunteer' })).toEqual({
      status: 200,
      body: { changed: 1 },
    });
    const later = { area: 'V2', from: new Date(now() + HOUR_MS).toISOString() };
    expect(await provision(later)).toMatchObject({ status: 200 });
  });

  it('are not provided where they contradict themselves', async () => {
    expect(await provision({ area: 'V2', rules: rules({ dutyDays: [] }) })).toMatchObject({
      status: 400,
      body: {
        detail: 'V2: patrols are asked for, but no day is on duty',
        problems: [{ code: 'never-on-duty', values: {}, places: [{ code: 'named', value: 'V2' }] }],
      },
    });
  });

  it.each([
    ['a reversed period', { from: '2026-06-02', to: '2026-06-01' }, /from must come before to/],
    ['too long a period', { from: '2026-01-01', to: '2026-06-01' }, /at most 31 days/],
  ])('refuse to be tried on %s', async (_what, period, says) => {
    expect(await post('backtest', { ...trial({}), ...period })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(says) },
    });
  });

  it('are published and tried by administrators only', async () => {
    const supervisor = await signIn(app.url, 'supervisor');
    const reply = await supervisor('POST', '/api/v1/norms/backtest', trial({}));
    expect(reply.status).toBe(403);
    expect((await supervisor('GET', '/api/v1/norms/presets')).status).toBe(200);
  });
});
