import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Case } from '../../server/contract/cases/case.ts';
import type { Deadline } from '../../server/contract/cases/deadline.ts';
import type { Department } from '../../server/contract/cases/department.ts';
import type {
  CaseCounts,
  CaseDetail,
  CaseDuplicates,
  CasePage,
  CaseProposals,
} from '../../server/contract/cases/detail.ts';
import type { CaseMetricAnswer } from '../../server/contract/cases/figures.ts';
import type { ErrorReply } from '../../server/contract/error.ts';
import type { ScoreAnswer } from '../../server/contract/scoring/scores.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { listEntries } from '../../server/db/access/access-log.ts';
import { lookForArrivals } from '../../server/db/cases/arrivals.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { createWebhook } from '../../server/db/webhooks/webhooks.ts';
import { CASE_PRESETS } from '../../server/domain/cases/presets.ts';
import { watchDeadlines } from '../../server/jobs/cases/watch-deadlines.ts';
import { followCalendar } from '../../server/services/cases/follow-calendar.ts';
import { recordChangedCases } from '../../server/services/cases/record-cases.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { basicAuth, postFixes } from '../support/handheld.ts';
import { CATEGORIES, incidentAt, placeIn } from '../support/made/incidents.ts';
import { JPEG } from '../support/made/jpeg.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const CLOCK = NOW;

describeStores('Cases', (store) => {
  let app: App;
  let ids: Ids;
  let nowMs = CLOCK;
  const cookies: Record<string, string> = {};
  const place = placeIn('G1', 0.5, 0.5);

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    await putIncidentCategories(db, [
      ...CATEGORIES,
      { code: 'road', nameZh: '道路', nameEn: 'Road', points: 2, opensCase: true },
      { code: 'road-hole', parent: 'road', nameZh: '坑洞', nameEn: 'Hole', points: 2 },
    ]);
    await createWebhook(db, {
      ...{
        name: 'one',
        areaId: ids.areas.D!,
        createdBy: 'test',
        url: 'https://hooks.example.com/',
      },
      ...{ eventTypes: ['case.opened', 'case.changed', 'case.overdue', 'case.closed'] },
      ...{ secret: 'sealed', now: NOW, most: 10 },
    });
    app = await startTestApp(db, { now: () => nowMs });
    for (const [name, role, area] of [
      ['city', 'administrator', 'D'],
      ['village', 'supervisor', 'V1'],
      ['elsewhere', 'supervisor', 'V2'],
    ] as const) {
      await createUser(db, { name, role, areaId: ids.areas[area]! });
      cookies[name] = await sessionOf(app.url, name);
    }
    const deadlines = [
      {
        ...{ area: 'D', category: null, severity: null, from: new Date(NOW + 1).toISOString() },
        rules: CASE_PRESETS.luqiao.rules,
      },
    ];
    expect((await call('city', 'PUT', '/cases/deadlines', { deadlines })).status).toBe(200);
    nowMs += 1_000;
  });
  afterAll(() => app?.close());

  const call = async (as: string, method: string, path: string, body?: object) => {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: {
        ...(as.startsWith('H') ? { authorization: basicAuth(as) } : { cookie: cookies[as]! }),
        ...(body && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {}),
        ...(Buffer.isBuffer(body) ? { 'content-type': 'image/jpeg' } : {}),
      },
      ...(body
        ? { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }
        : {}),
    });
    const text = await reply.text();
    return { status: reply.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  const read = async <T>(path: string, as = 'city') => (await call(as, 'GET', path)).body as T;
  const report = async (id: string, more: object = {}) => {
    const incidents = [incidentAt(id, nowMs - HOUR_MS, place, { category: 'road-hole', ...more })];
    const { body } = await call('city', 'POST', '/incidents', { incidents });
    expect(body.outcomes[0].outcome).toMatch(/^(stored|updated)$/);
    return (await read<CasePage>(`/cases?q=${id}`)).cases[0];
  };
  const step = (id: number, body: object, as = 'city') =>
    call(as, 'POST', `/cases/${id}/steps`, body);
  /** A step by the version there is; returns the case after it. */
  async function done(id: number, body: object, as = 'city'): Promise<Case> {
    const { version } = (await read<CaseDetail>(`/cases/${id}`)).case;
    nowMs += MINUTE_MS;
    const reply = await step(id, { version, ...body }, as);
    expect(reply.body).toMatchObject({ id });
    return reply.body;
  }
  const events = async (id: number) => {
    const { rows } = await sql<{ type: string }>`
      select e.type from webhook_events e join webhook_deliveries d on d.event_id = e.id
      where e.id like ${`case-${id}-%`} order by e.at, e.id`.execute(store().db);
    return rows.map(({ type }) => type);
  };

  it('are opened by the rule of a category or above it, not by another, and by hand', async () => {
    const opened = await report('rule-1');
    expect(opened).toMatchObject({
      ...{ incidentId: 'rule-1', state: 'reported', level: 'grid', version: 1, points: 2 },
      ...{
        gridId: ids.areas.G1,
        areaId: ids.areas.G1,
        phase: 'accept',
        light: 'green',
        card: null,
      },
      dueAt: new Date(nowMs + DAY_MS).toISOString(),
    });
    expect(await report('rule-2', { category: 'noise' })).toBeUndefined();
    const byHand = { incidentId: 'rule-2', why: 'asked for' };
    for (const _ of [1, 2])
      expect((await call('village', 'POST', '/cases', byHand)).body).toMatchObject({
        ...{ incidentId: 'rule-2', version: 1, category: 'noise' },
      });
    const old = new Date(nowMs - 8 * DAY_MS).toISOString();
    expect(await report('rule-3', { from: old })).toBeUndefined();
  });

  it('go through all steps, each with who and when, and tell webhooks of it', async () => {
    const { id } = (await report('way'))!;
    await done(id, { step: 'accept' }, 'village');
    const [act] = await listEntries(store().db, {
      within: ids.areas.D!,
      limit: 1,
      act: 'takeCaseStep',
    });
    expect(JSON.parse(act!.detail!).changed).toMatchObject([
      {
        ...{ thing: 'case', key: String(id) },
        ...{ before: { state: 'reported' }, after: { state: 'accepted' } },
      },
    ]);
    const send = { step: 'dispatch', officerId: ids.officers.O1, key: 'sent' };
    await done(id, send, 'village');
    const sentMs = nowMs;
    // Whoever has it goes on leave: it stays with them, which its page says.
    const officerId = ids.officers.O1!;
    const day = new Date(nowMs + 8 * HOUR_MS).toISOString().slice(0, 10);
    const leave = { officerId, firstDay: day, kind: 'leave', substituteId: ids.officers.O2! };
    const away = async () => (await read<CaseDetail>(`/cases/${id}`)).away;
    expect(await away()).toBeNull();
    // What nobody has yet is the stand-in's to take, who holds another grid.
    const free = (await report('free'))!;
    const seen = async () =>
      (await call('H2', 'GET', '/own/cases')).body.cases.map((one: Case) => one.id);
    const take = () =>
      call('H2', 'POST', `/own/cases/${free.id}/steps`, { key: 'mine', step: 'take', t: nowMs });
    expect(await seen()).not.toContain(free.id);
    expect((await take()).status).toBe(404);
    await call('city', 'PUT', '/leave', { ...leave, lastDay: day });
    expect(await away()).toEqual({ lastDay: day, substituteId: ids.officers.O2 });
    // Nobody else is sent to who does not come.
    const sent = await step(
      free.id,
      { step: 'dispatch', officerId, version: free.version },
      'village',
    );
    expect([sent.status, sent.body.problems]).toEqual([
      400,
      [{ code: 'officer-away', values: { day } }],
    ]);
    // Told again, what was done before the leave was is what it was.
    expect((await step(id, { ...send, version: 1 }, 'village')).status).toBe(200);
    expect(await seen()).toContain(free.id);
    expect((await take()).body).toMatchObject({ idle: null, case: { state: 'in-hand' } });
    await call('city', 'PUT', '/leave', { ...leave, lastDay: null });
    expect(await away()).toBeNull();
    const { body: own } = await call('H1', 'GET', '/own/cases');
    expect(own.cases.map((one: Case) => one.id)).toContain(id);
    nowMs += 10 * MINUTE_MS;
    const t = nowMs - 2 * MINUTE_MS;
    const fixes = [1, 2].map((seq) => ({ seq, t: t + seq, ...place }));
    await postFixes(app.url, 'H1', { session: t, fixes });
    for (const [key, own] of [
      ['a', 'arrive'],
      ['b', 'handle'],
    ] as const)
      for (const _ of [1, 2])
        expect(
          (await call('H1', 'POST', `/own/cases/${id}/steps`, { key, step: own, t: nowMs })).body,
        ).toMatchObject({ idle: null });
    const photo = `/own/cases/${id}/photos/after?step=handle`;
    expect((await call('H1', 'PUT', photo, JPEG)).status).toBe(204);
    await done(id, { step: 'check' }, 'village');
    // What a supervisor adds belongs to where the case stands, unless it is said.
    expect((await call('village', 'PUT', `/cases/${id}/photos/checked`, JPEG)).status).toBe(204);
    const told = `/cases/${id}/photos/found?step=report`;
    expect((await call('village', 'PUT', told, JPEG)).status).toBe(204);
    const closed = await done(id, { step: 'close' }, 'village');
    expect(closed).toMatchObject({ state: 'closed', light: 'green', phase: null, dueAt: null });
    const detail = await read<CaseDetail>(`/cases/${id}`);
    expect(detail.facts.map(({ by, step: name }) => [name, by])).toEqual([
      ['report', 'city'],
      ['accept', 'village'],
      ['dispatch', 'village'],
      ['arrive', 'handheld:H1'],
      ['handle', 'handheld:H1'],
      ['check', 'village'],
      ['close', 'village'],
    ]);
    expect(detail.arrival).toMatchObject({
      ...{ sentAt: new Date(sentMs).toISOString(), seenAt: new Date(t + 1).toISOString() },
    });
    expect(detail.photos.map(({ by, id: name, step: of }) => [name, of, by])).toEqual([
      ['after', 'handle', 'handheld:H1'],
      ['checked', 'check', 'village'],
      ['found', 'report', 'village'],
    ]);
    // Whose handheld it was then, by name, also once another has it.
    expect(detail.photos.map((one) => one.officerId)).toEqual([ids.officers.O1, null, null]);
    expect(detail.officers).toEqual([{ officerId: ids.officers.O1, name: 'officer O1' }]);
    // The same is a figure, once more where an earlier part of the track comes late and its patrol is judged.
    const arrivals = async () => {
      await recordChangedCases(store().db, nowMs);
      const asked = `level=officer&period=day&from=2026-06-01&to=2026-06-02&unitId=${ids.officers.O1}`;
      const { rows } = await read<CaseMetricAnswer>(`/metrics/cases?${asked}`);
      return [rows[0]!.metrics.arrivalSeenRate, rows[0]!.metrics.arrivalMedianMin];
    };
    const minutes = (seenMs: number) => Math.round(((seenMs - sentMs) / MINUTE_MS) * 100) / 100;
    expect(await arrivals()).toEqual([1, expect.closeTo(minutes(t + 1), 2)]);
    const early = sentMs + 2 * MINUTE_MS;
    await postFixes(app.url, 'H1', { session: early, fixes: [{ seq: 1, t: early, ...place }] });
    expect(await arrivals()).toEqual([1, expect.closeTo(minutes(t + 1), 2)]);
    const patrol = { officerId: ids.officers.O1!, fromMs: early, toMs: early + MINUTE_MS };
    await lookForArrivals(store().db, patrol);
    expect(await arrivals()).toEqual([1, 2]);
    // What was seen once stays when its positions are past their retention.
    await sql`delete from fixes`.execute(store().db);
    await lookForArrivals(store().db, patrol);
    expect(await arrivals()).toEqual([1, 2]);
    expect(detail.allowed).toEqual(['rate']);
    expect(await events(id)).toEqual([
      'case.opened',
      ...Array.from({ length: 5 }, () => 'case.changed'),
      'case.closed',
    ]);
    // What is done to one that has ended closes it no second time.
    await done(id, { step: 'rate', rating: 4 }, 'village');
    expect((await events(id)).slice(-2)).toEqual(['case.closed', 'case.changed']);
  });

  it('let one of two supervisors act, and tell the other what was done', async () => {
    const { id, version } = (await report('two'))!;
    const both = await Promise.all([
      step(id, { step: 'accept', version }, 'village'),
      step(id, { step: 'pass-up', why: 'not ours', version }, 'village'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409)!.body as ErrorReply;
    expect(lost.error).toBe('wrong-state');
    expect(lost.detail).toMatch(/^it is at version 2, not 1; (accept|pass-up) by village at /);
    const pair = [(await report('into-1'))!, (await report('into-2'))!];
    const merged = await Promise.all(
      pair.map((one, k) =>
        step(one.id, { step: 'merge', into: pair[1 - k]!.id, version: one.version }),
      ),
    );
    expect(merged.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(merged.find(({ status }) => status === 400)!.body.detail).toMatch(/^case \d+ has ended/);
  });

  it('refuse what is wrong, each with what is right', async () => {
    const { id, version } = (await report('wrong'))!;
    const said = async (body: object, as = 'village') => {
      nowMs += MINUTE_MS;
      const reply = await step(id, { version, ...body }, as);
      return [reply.status, reply.body.detail];
    };
    expect((await step(999_999, { step: 'accept', version })).status).toBe(404);
    expect((await step(id, { step: 'accept', version }, 'elsewhere')).status).toBe(404);
    expect(await said({ step: 'close' })).toEqual([
      409,
      'its state does not allow to close it; it allows accept, dispatch, take, pass-up, pass-down, suspend, resume, merge, withdraw',
    ]);
    const future = new Date(nowMs + 2 * MINUTE_MS).toISOString();
    expect(await said({ step: 'accept', at: future })).toEqual([
      400,
      expect.stringContaining('at lies in the future'),
    ]);
    expect(await said({ step: 'accept', at: '1999-01-01T00:00:00Z' })).toEqual([
      400,
      expect.stringContaining('at lies before the case was opened'),
    ]);
    // What would be green by a time that is typed says why it comes late, and both times stay on record.
    const earlier = (await report('typed'))!;
    const typedAt = new Date(nowMs).toISOString();
    nowMs += 30 * HOUR_MS;
    const typed = { step: 'accept', at: typedAt, version: earlier.version };
    const unsaid = await step(earlier.id, typed, 'village');
    expect([unsaid.status, unsaid.body.detail]).toEqual([
      400,
      expect.stringMatching(/^why it is told later .* say why, or leave at out/),
    ]);
    const why = 'told by telephone';
    expect((await step(earlier.id, { ...typed, why }, 'village')).status).toBe(200);
    expect((await read<CaseDetail>(`/cases/${earlier.id}`)).facts.at(-1)).toMatchObject({
      ...{ at: typedAt, receivedAt: new Date(nowMs).toISOString(), by: 'village', why },
    });
    nowMs -= 30 * HOUR_MS;
    for (const [field, value] of Object.entries({ until: future, rating: 5, into: 1 }))
      expect(await said({ step: 'accept', [field]: value })).toEqual([
        400,
        `${field} does not apply to what is asked; leave it out`,
      ]);
    expect(await said({ step: 'dispatch' })).toEqual([
      400,
      'name either an officer or a department',
    ]);
    expect(await said({ step: 'suspend', why: 'rain' })).toEqual([
      400,
      expect.stringContaining('until when'),
    ]);
    expect(await said({ step: 'dispatch', departmentId: 99 })).toEqual([
      400,
      'there is no department 99',
    ]);
    expect(await said({ step: 'merge', into: id })).toEqual([400, 'into names another case']);
    const other = (await report('keyed'))!;
    // A name of one account is not that of another, nor of the report.
    for (const [as, name, key] of [
      ['village', 'accept', 'report'],
      ['city', 'pass-up', 'report'],
    ] as const)
      expect(await done(other.id, { step: name, key, why: 'too big' }, as)).toMatchObject({
        version: name === 'accept' ? 2 : 3,
      });
    const again = await step(other.id, { step: 'dispatch', key: 'report', version: 3 });
    expect([again.status, again.body.detail]).toEqual([
      400,
      'its key is that of another step of the case, pass-up; give it one of its own',
    ]);
    for (let level = 0; level < 2; level++) await done(id, { step: 'pass-up', why: 'too big' });
    const up = (await read<CaseDetail>(`/cases/${id}`, 'village')).case;
    expect([up.level, up.areaId]).toEqual(['town', ids.areas.T]);
    expect(await said({ step: 'accept', version: up.version })).toEqual([
      403,
      expect.stringContaining('higher level than yours'),
    ]);
    expect((await read<CaseDetail>(`/cases/${id}`, 'village')).allowed).toEqual([]);
    const photo = `/cases/${id}/photos/one`;
    const text = await call('village', 'PUT', photo, Buffer.from('not a photo.jpg'));
    expect([text.status, text.body.detail]).toEqual([400, 'the body is no image; send a JPEG']);
    const huge = await call('village', 'PUT', photo, Buffer.alloc(30 * 1024 * 1024, 255)).catch(
      () => ({ status: 413 }),
    );
    expect(huge.status).toBe(413);
    const early = { key: 'x', step: 'take', t: nowMs + HOUR_MS };
    expect((await call('H1', 'POST', `/own/cases/${id}/steps`, early)).status).toBe(400);
    expect(
      (await call('H3', 'POST', `/own/cases/${id}/steps`, { ...early, t: nowMs })).status,
    ).toBe(404);
  });

  it('put what is decided later after what was done at the very same moment, as it is told', async () => {
    const { id } = (await report('same'))!;
    const at = new Date(nowMs + MINUTE_MS).toISOString();
    const told = { at, why: 'told to the minute' };
    expect(await done(id, { step: 'pass-up', ...told })).toMatchObject({ level: 'village' });
    expect(await done(id, { step: 'accept', ...told })).toMatchObject({
      ...{ level: 'village', state: 'accepted' },
    });
    for (const officer of ['O3', 'O1', 'O2'] as const) {
      const officerId = ids.officers[officer]!;
      expect(await done(id, { step: 'dispatch', officerId, ...told })).toMatchObject({ officerId });
    }
    const { facts } = await read<CaseDetail>(`/cases/${id}`);
    expect(facts.map(({ idle, step: name }) => [name, idle])).toEqual(
      ['report', 'pass-up', 'accept', 'dispatch', 'dispatch', 'dispatch'].map((name) => [
        name,
        null,
      ]),
    );
  });

  it('take a step of a phone whose clock is hours off at the moment it was', async () => {
    const { id } = (await report('ahead'))!;
    const aheadMs = 3 * HOUR_MS;
    const stepAt = async (key: string, offMs: number) =>
      (
        await call('H1', 'POST', `/own/cases/${id}/steps`, {
          ...{ key, step: 'take', t: nowMs + offMs - 1_000, sentAt: nowMs + offMs },
        })
      ).status;
    expect([await stepAt('ahead', aheadMs), await stepAt('behind', -aheadMs)]).toEqual([200, 200]);
    const { facts } = await read<CaseDetail>(`/cases/${id}`);
    expect(facts.filter(({ step }) => step === 'take').map(({ at }) => Date.parse(at))).toEqual([
      nowMs - 1_000,
      nowMs - 1_000,
    ]);
  });

  it('take a step that is told from before they were there at the moment it came', async () => {
    const { id } = (await report('before'))!;
    nowMs += HOUR_MS;
    for (const t of [Date.UTC(1980, 0, 6), nowMs - 2 * HOUR_MS, -9e15]) {
      const key = `t${t}`.replace('-', 'm');
      const { status } = await call('H1', 'POST', `/own/cases/${id}/steps`, {
        key,
        step: 'take',
        t,
      });
      expect(status, `${t}`).toBe(200);
    }
    const { facts } = await read<CaseDetail>(`/cases/${id}`);
    const taken = facts.filter(({ step }) => step === 'take').map(({ at }) => Date.parse(at));
    expect(taken).toEqual([nowMs, nowMs, nowMs]);
  });

  it('keep a late fact of a handheld that has no effect, and say why', async () => {
    const { id } = (await report('late'))!;
    const { body } = await call('H1', 'POST', `/own/cases/${id}/steps`, {
      ...{ key: 'x', step: 'handle', t: nowMs },
    });
    expect(body).toMatchObject({ case: { state: 'reported' }, idle: expect.any(String) });
    const { facts } = await read<CaseDetail>(`/cases/${id}`);
    expect(facts.map(({ idle, step: name }) => [name, idle])).toEqual([
      ['report', null],
      ['handle', body.idle],
    ]);
  });

  it('tell who was out of reach what others did meanwhile, in every language', async () => {
    const { id, version } = (await report('meanwhile'))!;
    await done(id, { step: 'dispatch', officerId: ids.officers.O1! });
    const send = async (key: string, seen: number, t = nowMs) =>
      (
        await call('H1', 'POST', `/own/cases/${id}/steps`, {
          ...{ key, step: 'take', t, version: seen },
        })
      ).body;
    const first = await send('first', version);
    expect(first).toMatchObject({ idle: null, case: { state: 'in-hand' } });
    expect(first.told.en).toMatch(/^[Dd]ispatched by city at /);
    expect(first.told.zh).toMatch(/city.*派遣/);
    await done(id, { step: 'withdraw', why: 'a mistake' });
    const second = await send('second', first.case.version);
    expect(second.idle).not.toBeNull();
    expect(second.told.zh).toMatch(/状态.*撤/);
    // Its own steps are no news.
    expect((await send('first', version)).told.en).not.toContain('H1');
    expect(await send('third', second.case.version + 1, 0)).toMatchObject({
      idle: expect.any(String),
    });
  });

  it('turn yellow and red by the clock, told once to webhooks and consoles', async () => {
    const opened = (await report('slow'))!;
    // It listens before the clock moves: the server's own watch may be the first to see that it is red.
    const console = openConsole(app.url, cookies.village!);
    await console.until((frames) => frames.length > 0);
    const start = nowMs;
    const lightAt = async (h: number) => {
      nowMs = start + h * HOUR_MS;
      const { card, light } = (await read<CaseDetail>(`/cases/${opened.id}`)).case;
      return [light, card];
    };
    expect(await lightAt(19)).toEqual(['green', null]);
    expect(await lightAt(20)).toEqual(['yellow', null]);
    expect(await lightAt(25)).toEqual(['red', 'yellow']);
    const red = await read<CasePage>('/cases?light=red&order=due&limit=500');
    expect(red.cases.map(({ id }) => id)).toContain(opened.id);
    const told: number[] = [];
    const watch = () =>
      watchDeadlines({
        ...{ db: store().db, now: () => nowMs },
        onCases: (cases) => {
          told.push(...cases.map(({ id }) => id));
          app.context.announce.cases(cases);
        },
      });
    await watch();
    await watch();
    // The server's own watch may have been first, and then these two find nothing.
    expect(told.filter((id) => id === opened.id).length).toBeLessThanOrEqual(1);
    expect(await events(opened.id)).toEqual(['case.opened', 'case.overdue']);
    await console.until((frames) =>
      frames.some(({ cases }) =>
        cases.some(({ id, light }) => id === opened.id && light === 'red'),
      ),
    );
    console.close();
    const { counts } = await read<CaseCounts>('/cases/counts');
    expect(counts.some(({ light, state }) => state === 'reported' && light === 'red')).toBe(true);
  });

  it('propose who could be sent, and what may be the same matter', async () => {
    const departments = [
      {
        ...{ code: 'roads', name: '道路养护', kind: 'department' },
        ...{ duties: [{ area: 'D', category: 'road' }], officers: ['O4'] },
      },
      { code: 'fire', name: '消防', kind: 'service', duties: [{ area: 'D', category: 'fire' }] },
    ];
    expect((await call('city', 'PUT', '/departments', { departments })).body).toEqual({
      changed: 2,
    });
    const first = (await report('same-1'))!;
    const far = [{ code: 'far', name: 'far', kind: 'service', duties: [{ area: 'V2' }] }];
    await call('city', 'PUT', '/departments', { departments: far });
    const departmentId = (
      await read<{ departments: Department[] }>('/departments')
    ).departments.find(({ code }) => code === 'far')!.id;
    const sent = { step: 'dispatch', departmentId, version: first.version };
    const foreign = await step(first.id, sent, 'village');
    expect([foreign.status, foreign.body.detail]).toEqual([
      400,
      `there is no department ${departmentId}`,
    ]);
    const end = (ended: boolean) =>
      call('city', 'PUT', '/departments', { departments: [{ ...far[0], ended }] });
    await end(true);
    const listed = await read<{ departments: Department[] }>('/departments');
    const endedAt = new Date(nowMs).toISOString();
    expect(listed.departments.map((one) => [one.code, one.endedAt])).toEqual([
      ...[
        ['far', endedAt],
        ['fire', null],
        ['roads', null],
      ],
    ]);
    const over = await step(first.id, sent);
    expect([over.status, over.body.problems]).toEqual([
      400,
      [{ code: 'department-ended', values: { name: 'far', at: endedAt } }],
    ]);
    await end(false);
    const second = (await report('same-2'))!;
    const { departments: found, officers } = await read<CaseProposals>(
      `/cases/${second.id}/proposals`,
    );
    expect(found.map(({ name }) => name)).toEqual(['道路养护']);
    expect(officers.map(({ officerId, why }) => [officerId, why])).toEqual([
      [ids.officers.O1, 'grid'],
      [ids.officers.O4, 'specialist'],
    ]);
    const day = new Date(nowMs + 8 * HOUR_MS).toISOString().slice(0, 10);
    const { O1, O2, O4 } = ids.officers;
    const proposedWithout = async (...away: (number | undefined)[]) => {
      await sql`insert into officer_leave select o, ${day}::date, ${day}::date, 'leave', nullif(${O2}::bigint, o) from unnest(${away}::bigint[]) o`.execute(
        store().db,
      );
      const found = await read<CaseProposals>(`/cases/${second.id}/proposals`);
      await sql`delete from officer_leave`.execute(store().db);
      return found.officers.map(({ officerId, why }) => [officerId, why]);
    };
    expect(await proposedWithout(O1, O4)).toEqual([[O2, 'stand-in']]);
    expect(await proposedWithout(O1, O2, O4)).toEqual([]);
    const { duplicates } = await read<CaseDuplicates>(`/cases/${second.id}/duplicates`);
    expect(duplicates.map((one) => one.case.id)).toContain(first.id);
    const around = await read<CasePage>(`/cases?around=${second.id}&limit=500`);
    const ofPlace = around.cases.map(({ id }) => id);
    expect(ofPlace).toContain(first.id);
    expect(ofPlace).not.toContain(second.id);
    expect(new Set(around.cases.map(({ category }) => category))).toEqual(new Set(['road-hole']));
    const elsewhere = await report('same-elsewhere', { position: placeIn('G1', 0.9, 0.9) });
    expect((await read<CasePage>(`/cases?around=${elsewhere!.id}`)).cases).toEqual([]);
    const { departmentId: roads } = found[0]!;
    await done(elsewhere!.id, { step: 'dispatch', departmentId: roads });
    const ended = [{ ...departments[0]!, name: '道路处', ended: true }];
    await call('city', 'PUT', '/departments', { departments: ended });
    const sentTo = await read<CaseProposals>(`/cases/${second.id}/proposals`);
    expect(sentTo.departments).toEqual([]);
    // What it has in hand stays with it, under its name.
    expect((await read<CaseDetail>(`/cases/${elsewhere!.id}`)).case.departmentId).toBe(roads);
    await call('city', 'PUT', '/departments', {
      departments: [{ ...departments[0], ended: false }],
    });
    await done(elsewhere!.id, { step: 'return', why: 'not theirs' });
    expect(await done(second.id, { step: 'merge', into: first.id })).toMatchObject({
      ...{ state: 'merged', mergedInto: first.id },
    });
  });

  it('go to a department at once where a duty of it says so, the nearest by area and category, and by nobody else', async () => {
    const duty = (area: string, category: string | null, atOnce = true) => ({
      duties: [{ area, category, atOnce }],
    });
    const put = (departments: object[]) => call('city', 'PUT', '/departments', { departments });
    const of = (code: string, told: object) => ({ code, name: code, kind: 'department', ...told });
    const added = await put([
      of('all', duty('D', null)),
      of('holes', duty('D', 'road-hole')),
      of('village', duty('V1', 'road')),
      of('asked', duty('G1', 'road-hole', false)),
    ]);
    expect(added.status).toBe(200);
    const { departments } = await read<{ departments: Department[] }>('/departments');
    const idOf = (code: string) => departments.find((one) => one.code === code)!.id;
    expect(departments.find(({ code }) => code === 'asked')!.duties).toMatchObject([
      { category: 'road-hole', atOnce: false },
    ]);
    const near = (await report('at-once'))!;
    expect(near).toMatchObject({ state: 'dispatched', departmentId: idOf('village'), version: 1 });
    const { case: stands, facts } = await read<CaseDetail>(`/cases/${near.id}`);
    expect(facts.map(({ by, idle, step: name }) => [name, by, idle])).toEqual([
      ['report', 'city', null],
      ['dispatch', null, null],
    ]);
    expect(stands.phase).not.toBe('accept');
    expect(await events(near.id)).toEqual(['case.opened']);
    const far = (await report('at-once-far', { position: placeIn('G3', 0.5, 0.5) }))!;
    expect(far.departmentId).toBe(idOf('holes'));
    // Told again, or corrected, it is sent by nobody a second time.
    for (const { id } of [near, far]) await done(id, { step: 'return', why: 'not theirs' });
    await report('at-once', { revision: 2 });
    expect((await read<CaseDetail>(`/cases/${near.id}`)).case).toMatchObject({
      ...{ state: 'accepted', departmentId: null },
    });
    await put(
      ['all', 'holes', 'village', 'asked'].map((code) => of(code, { ...duty('D', 'fire', false) })),
    );
    expect((await report('not-at-once'))!.state).toBe('reported');
  });

  it('have deadlines that are taken back before they hold, and never after; those before them hold on', async () => {
    const of = { area: 'D', category: 'road-hole', severity: null };
    const rules = CASE_PRESETS.rencheng.rules;
    const day = (k: number) => new Date(nowMs + k * DAY_MS).toISOString();
    const deadlines = [day(1), day(2)].map((from) => ({ ...of, rules, from }));
    expect((await call('city', 'PUT', '/cases/deadlines', { deadlines })).status).toBe(200);
    const listed = async () =>
      (await read<{ deadlines: Deadline[] }>('/cases/deadlines')).deadlines
        .filter(({ category }) => category === 'road-hole')
        .map(({ from, to }) => [from, to]);
    expect(await listed()).toEqual([
      [day(1), day(2)],
      [day(2), null],
    ]);
    const all = (await read<{ deadlines: Deadline[] }>('/cases/deadlines')).deadlines;
    expect(all.find(({ from }) => from === day(1))).toMatchObject({
      publishedBy: 'city',
      publishedAt: expect.stringMatching(/^20/),
    });
    const withdraw = (from: string, as = 'city') =>
      call(as, 'POST', '/cases/deadlines/withdraw', { ...of, from });
    expect((await withdraw(day(2))).status).toBe(204);
    expect(await listed()).toEqual([[day(1), null]]);
    expect(await withdraw(day(2))).toMatchObject({ status: 409, body: { error: 'wrong-state' } });
    expect((await withdraw(day(1))).status).toBe(204);
    const held = { ...of, category: null, from: new Date(NOW + 1).toISOString() };
    expect((await call('city', 'POST', '/cases/deadlines/withdraw', held)).status).toBe(409);
  });

  it('have other deadlines by another calendar where these are in working time, and no others do', async () => {
    const { db } = store();
    const rules = CASE_PRESETS.rencheng.rules;
    const rule = { area: 'D', category: 'fire', severity: null, rules };
    const from = new Date(nowMs + 1).toISOString();
    const put = { deadlines: [{ ...rule, from }] };
    expect((await call('city', 'PUT', '/cases/deadlines', put)).status).toBe(200);
    nowMs += 1_000;
    await report('by-calendar');
    await report('by-work', { category: 'fire' });
    const opened = async (id: string) =>
      (await call('city', 'POST', '/cases', { incidentId: id })).body as Case;
    const [steady, { id, dueAt, openedAt }] = [
      await opened('by-calendar'),
      await opened('by-work'),
    ];
    const find = async (of: number) => (await read<CaseDetail>(`/cases/${of}`)).case;
    const followed = async () => {
      const moved: number[] = [];
      for (let step = await followCalendar(db, nowMs); step; step = await followCalendar(db, nowMs))
        moved.push(...step.map((one) => one.id));
      return moved;
    };
    expect(await followed()).toEqual([]);
    const day = new Date(Date.parse(dueAt!) + 8 * HOUR_MS).toISOString().slice(0, 10);
    const holiday = { day, kind: 'holiday', name: '假日' };
    await call('city', 'PUT', '/holidays', { holidays: [holiday] });
    expect(await followed()).toEqual([id]);
    const later = await find(id);
    expect(later.openedAt).toBe(openedAt);
    expect(Date.parse(later.dueAt!)).toBeGreaterThan(Date.parse(dueAt!) + 12 * HOUR_MS);
    expect(await find(steady.id)).toEqual(steady);
    await call('city', 'PUT', '/holidays', { holidays: [{ ...holiday, name: '国庆节' }] });
    expect(await followed()).toEqual([]);
    await call('city', 'DELETE', `/holidays/${day}`);
    expect(await followed()).toEqual([id]);
    expect(await find(id)).toMatchObject({ dueAt, version: later.version + 1 });
    expect(await events(id)).toEqual(['case.opened', 'case.changed', 'case.changed']);
  });

  it('are what departments are scored by, within the area that is asked for', async () => {
    const section = {
      ...{ level: 'department', base: 0 },
      terms: [
        {
          ...{ id: 'opened', name: { zh: '案件', en: 'Cases' }, role: 'scored', max: 10 },
          ...{ source: { cases: 'opened' }, scale: { kind: 'each', points: 2 } },
        },
      ],
    };
    const rules = {
      ...{ period: 'month', sections: [section], stars: [], lastShare: 0, honour: null },
      ranking: { minDutyDays: 10, minCompleteness: 0, maxLeaveShare: 1 },
    };
    const scheme = { code: 'units', area: 'D', name: { zh: '部门', en: 'Departments' } };
    const from = '2026-01-01';
    const wrong = { ...section.terms[0], source: { metric: 'completionRate' } };
    const refused = await call('city', 'PUT', '/scoring-schemes', {
      ...{ ...scheme, from },
      rules: { ...rules, sections: [{ ...section, terms: [wrong] }] },
    });
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      'term opened: departments are scored by figures of cases',
    ]);
    expect((await call('city', 'PUT', '/scoring-schemes', { ...scheme, from, rules })).status).toBe(
      200,
    );
    const { id } = (await report('for-roads'))!;
    const { departments } = await read<CaseProposals>(`/cases/${id}/proposals`);
    await done(id, { step: 'dispatch', departmentId: departments[0]!.departmentId });
    await recordChangedCases(store().db, nowMs);
    const month = new Date(nowMs).toISOString().slice(0, 7);
    const asked = `/scores?scheme=units&level=department&month=${month}`;
    const { rows, versions } = await read<ScoreAnswer>(`${asked}&caseDefinitions=cases-2026.4`);
    expect(versions.cases).toBe('cases-2026.4');
    for (const path of [asked, '/metrics/cases?level=department&month=2026-06'])
      expect(await call('city', 'GET', `${path}&caseDefinitions=cases-2026.1`)).toMatchObject({
        ...{ status: 400, body: { detail: expect.stringContaining('must be cases-2026.4') } },
      });
    expect(rows).toMatchObject([
      { code: 'roads', name: '道路养护', total: 2, rank: 1, unranked: null, honour: null },
    ]);
    expect((await read<ScoreAnswer>(`${asked}&areaId=${ids.areas.G3}`)).rows).toEqual([]);
    expect(await read<string>(`${asked}&format=csv`)).toMatch(/roads,道路养护/);
  });

  it('tell whom they were taken from, when another department gets one', async () => {
    const { db } = store();
    const found = [(await report('stays'))!, (await report('goes'))!];
    for (const { id } of found) {
      const { departments } = await read<CaseProposals>(`/cases/${id}/proposals`);
      await done(id, { step: 'dispatch', departmentId: departments[0]!.departmentId });
    }
    await recordChangedCases(db, nowMs);
    const asked = `/metrics/cases?level=department&month=${new Date(nowMs).toISOString().slice(0, 7)}`;
    const before = await read<CaseMetricAnswer>(asked);
    await sql`
      with other as (insert into departments (code, name, kind) values ('other', 'Other', 'department') returning id)
      update cases set department_id = (select id from other), version = version + 1 where id = ${found[1]!.id}`.execute(
      db,
    );
    await recordChangedCases(db, nowMs);
    const after = await read<CaseMetricAnswer>(asked);
    const [old, left] = [before, after].map(
      ({ rows }) => rows.find(({ code }) => code === 'roads')!,
    );
    expect(left!.metrics.opened).toBe(old!.metrics.opened! - 1);
    expect(left!.changed).toBe(after.versions.edition);
    const pinned = `${asked}&asOf=${before.versions.edition}`;
    expect(await read(pinned)).toEqual(before);
    const since = (edition: number) =>
      sql`update rollup_clock set case_definitions_since = ${edition}`.execute(db);
    await since(after.versions.edition);
    expect(await call('city', 'GET', pinned)).toMatchObject({
      ...{ status: 400, body: { detail: expect.stringContaining('before cases-2026.4') } },
    });
    expect(await read(`${asked}&asOf=${after.versions.edition}`)).toEqual(after);
    await since(0);
  });

  it('are told by figures page by page, each row with who it is and where', async () => {
    const month = new Date(nowMs).toISOString().slice(0, 7);
    const asked = `/metrics/cases?level=grid&period=day&month=${month}`;
    const { rows } = await read<CaseMetricAnswer>(asked);
    expect(rows[0]).toMatchObject({ parent: 'V1', parentName: 'area V1', category: null });
    expect(rows.length).toBeGreaterThan(1);
    const paged: CaseMetricAnswer['rows'] = [];
    for (let page: string | null = `/api/v1${asked}&limit=1`; page; ) {
      const answer: CaseMetricAnswer = await read(page.slice('/api/v1'.length));
      paged.push(...answer.rows);
      page = answer.nextPage;
    }
    expect(paged).toEqual(rows);
    expect(await read<string>(`${asked}&format=csv&limit=1`)).toMatch(
      /^id,code,name,parent,parentName,category,post,from,/,
    );
    const officers = `/metrics/cases?level=officer&month=${month}`;
    const [first] = (await read<CaseMetricAnswer>(officers)).rows;
    expect(first).toMatchObject({ code: 'O1', name: 'officer O1' });
    const { body } = await call('city', 'GET', `${asked}&limits=1`);
    expect(body).toMatchObject({ problems: [{ code: 'no-parameter' }] });
  });

  it('are reported by another platform as Open311 has it, once a number of its own', async () => {
    const key = async (reports: boolean) => {
      const body = { name: `hotline ${reports}`, areaId: ids.areas.D, reports };
      return (await call('city', 'POST', '/api-keys', body)).body.key as string;
    };
    const ask = async (secret: string, path: string, form?: Record<string, string>) => {
      const reply = await fetch(`${app.url}/api/v1/open311/v2/${path}`, {
        headers: { authorization: `Bearer ${secret}` },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      return { status: reply.status, body: await reply.json() };
    };
    const mapping = {
      categories: [{ code: '12345-07', category: 'road-hole', severity: 'serious' }],
    };
    expect((await call('city', 'PUT', '/open311/categories', mapping)).body).toEqual({
      changed: 1,
    });
    const other = { categories: [{ code: '12345-08', category: 'road' }] };
    await call('city', 'PUT', '/open311/categories', other);
    expect((await call('city', 'DELETE', '/open311/categories/12345-08')).status).toBe(204);
    expect((await call('city', 'DELETE', '/open311/categories/12345-08')).body).toMatchObject({
      ...{ error: 'not-found', problems: [{ code: 'no-foreign-category' }] },
    });
    expect((await call('city', 'GET', '/open311/categories')).body.categories).toEqual(
      mapping.categories,
    );
    const hotline = await key(true);
    const form = {
      ...{ service_code: '12345-07', lat: String(place.lat), long: String(place.lng) },
      ...{ description: '路面坑洞', foreign_id: 'GD-1', jurisdiction_id: 'x' },
    };
    const first = await ask(hotline, 'requests.json', form);
    expect(first.status).toBe(200);
    expect((await ask(hotline, 'requests.json', form)).body).toEqual(first.body);
    const id = first.body[0].service_request_id as string;
    const [request] = (await ask(hotline, `requests/${id}.json`)).body;
    expect(request).toMatchObject({
      ...{ status: 'open', status_notes: 'reported', service_code: 'road-hole' },
      ...{ description: '路面坑洞', service_name: '坑洞' },
    });
    expect((await ask(hotline, `tokens/${id}.json`)).body[0].service_request_id).toBe(id);
    const services = (await ask(hotline, 'services.json')).body as { service_code: string }[];
    expect(services.map(({ service_code }) => service_code)).toContain('road-hole');
    nowMs += MINUTE_MS;
    const listed = (await ask(hotline, 'requests.json?status=open')).body as object[];
    expect(listed).toContainEqual(request);
    for (const [status, same] of [
      ['open,closed', true],
      ['closed,closed', false],
    ] as const)
      expect(
        (await ask(hotline, `requests.json?status=${status}`)).body.some(
          (one: { service_request_id: string }) => one.service_request_id === id,
        ),
        status,
      ).toBe(same);
    // A whole day, of the area's time zone, from its beginning to its end.
    const local = (ms: number) => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10);
    for (const [days, there] of [
      [[0, 0], true],
      [[-1, -1], false],
      [[-1, 0], true],
      [[1, 1], false],
    ] as const) {
      const [start, end] = days.map((day) => local(nowMs + day * DAY_MS));
      const found = (await ask(hotline, `requests.json?start_date=${start}&end_date=${end}`)).body;
      expect(
        found.some((each: { service_request_id: string }) => each.service_request_id === id),
        `${start} to ${end}`,
      ).toBe(there);
    }
    expect((await ask(hotline, 'requests.json?start_date=2026-02-30')).status).toBe(400);
    const more = { ...form, email: 'a@b.example', address_string: '1 Road' };
    expect((await ask(hotline, 'requests.json', more)).body).toEqual([
      { service_request_id: id, service_notice: 'taken in without email' },
    ]);
    const refused = await ask(await key(false), 'requests.json', form);
    expect([refused.status, refused.body]).toEqual([
      403,
      [
        expect.objectContaining({
          ...{ code: 403, error: 'forbidden' },
          description: 'this key, or your role, reads and does not report',
        }),
      ],
    ]);
    const wrong = await ask(hotline, 'requests.json', { ...form, foreign_id: 'GD-2', lat: 'here' });
    expect([wrong.status, wrong.body[0].code]).toEqual([400, 400]);
    for (const [path, status] of [
      ['requests.json?status=done', 400],
      ['requests/999999.json', 404],
      ['nothing.json', 404],
    ] as const)
      expect((await ask(hotline, path)).body, path).toEqual([
        expect.objectContaining({ code: status, description: expect.any(String) }),
      ]);
    expect((await ask('no-key', 'services.json')).body[0].code).toBe(401);

    // As GeoReport v2 has it for every server: XML, the key in the form, a jurisdiction.
    const plain = async (path: string, fields?: Record<string, string>) => {
      const reply = await fetch(`${app.url}/api/v1/open311/v2/${path}`, {
        ...(fields
          ? { method: 'POST', body: new URLSearchParams(fields) }
          : { headers: { authorization: `Bearer ${hotline}` } }),
      });
      expect(reply.headers.get('content-type')).toBe('text/xml; charset=utf-8');
      return reply.text();
    };
    const said = {
      ...{ ...form, foreign_id: 'GD-3', api_key: hotline, description: '<a> & "b"' },
      ...{ address_string: '1 Road', media_url: 'https://example.com/1.jpg' },
    };
    const xml = await plain('requests.xml', said);
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<service_requests><request><service_request_id>\d+<\/service_request_id><service_notice>taken in<\/service_notice><\/request><\/service_requests>\n$/,
    );
    const acts = await listEntries(store().db, {
      ...{ within: ids.areas.D!, limit: 1, act: 'createOpen311Request' },
    });
    expect(JSON.parse(acts[0]!.detail!).body).toMatchObject({ foreign_id: 'GD-3', api_key: '***' });
    const told = await plain(`requests/${/\d+(?=<)/.exec(xml)![0]}.xml?jurisdiction_id=x`);
    expect(told).toContain(
      '<description>&lt;a&gt; &amp; &quot;b&quot;\n1 Road\nhttps://example.com/1.jpg<',
    );
    expect(await plain('services.xml')).toContain('<services><service><service_code>');
    expect(await plain('services/road-hole.xml')).toContain(
      '<service_definition><service_code>road-hole</service_code><attributes></attributes></service_definition>',
    );
    for (const [path, fields] of [
      ['requests/999999.xml', undefined],
      ['nothing.xml', undefined],
      ['requests.xml', { ...said, api_key: 'wrong' }],
      ['requests.xml', { ...said, lat: 'here', foreign_id: 'GD-4' }],
    ] as const)
      expect(await plain(path, fields), path).toMatch(
        /<errors><error><code>(400|401|404)<\/code><description>[^<]+<\/description>/,
      );
  });

  it('follow their incident when it is corrected or withdrawn', async () => {
    const { id } = (await report('moved'))!;
    await call('city', 'PATCH', '/incidents/moved', { position: placeIn('G3', 0.5, 0.5) });
    expect((await read<CaseDetail>(`/cases/${id}`)).case).toMatchObject({
      ...{ gridId: ids.areas.G3, areaId: ids.areas.G3, version: 2 },
    });
    await call('city', 'DELETE', '/incidents/moved');
    const { case: gone } = await read<CaseDetail>(`/cases/${id}`);
    expect(gone).toMatchObject({ state: 'withdrawn' });
    const refused = await step(id, { step: 'reopen', version: gone.version, why: 'it is there' });
    expect(refused).toMatchObject({ status: 409, body: { error: 'wrong-state' } });
    await report('moved', { revision: 2 });
    expect((await read<CaseDetail>(`/cases/${id}`)).case).toMatchObject({ state: 'reported' });
    const by = await done(id, { step: 'withdraw', why: 'a mistake' });
    await report('moved', { revision: 3 });
    expect((await read<CaseDetail>(`/cases/${id}`)).case.state).toBe(by.state);
  });

  it('are opened again by who may withdraw them, with a reason, and go on as they stood', async () => {
    const { id } = (await report('again'))!;
    const other = (await report('again-2'))!;
    await done(id, { step: 'dispatch', officerId: ids.officers.O1! });
    await done(id, { step: 'merge', into: other.id });
    nowMs += DAY_MS;
    const { allowed, case: merged } = await read<CaseDetail>(`/cases/${id}`);
    expect(allowed).toEqual(['reopen']);
    const silent = await step(id, { step: 'reopen', version: merged.version });
    expect(silent).toMatchObject({ status: 400, body: { error: 'invalid' } });
    const again = await done(id, { step: 'reopen', why: 'two holes' });
    expect(again).toMatchObject({
      ...{ state: 'dispatched', mergedInto: null, endedAt: null },
      officerId: ids.officers.O1,
    });
    expect(Date.parse(again.dueAt!) - Date.parse(merged.openedAt)).toBeGreaterThan(6 * DAY_MS);
    expect((await events(id)).slice(-2)).toEqual(['case.closed', 'case.changed']);
    await done(id, { step: 'withdraw', why: 'a mistake' });
    nowMs += 31 * DAY_MS;
    const { allowed: none, case: old } = await read<CaseDetail>(`/cases/${id}`);
    expect(none).toEqual([]);
    const late = await step(id, { step: 'reopen', version: old.version, why: 'still there' });
    expect(late).toMatchObject({ status: 409, body: { error: 'wrong-state' } });
    expect(late.body.detail).toContain('30 days');
    nowMs -= 32 * DAY_MS;
  });

  it('are listed page by page, each once', async () => {
    const all = await read<CasePage>('/cases?limit=500');
    const seen: number[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: CasePage = await read(`/cases?limit=2${next && `&cursor=${next}`}`);
      seen.push(...page.cases.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual(all.cases.map(({ id }) => id));
    const csv = await read<string>('/cases?format=csv');
    expect(csv.trim().split('\n')).toHaveLength(1 + seen.length);
    expect(csv).toMatch(/^\uFEFF?id,incidentId,version,/);
    const { cases } = await read<CasePage>('/cases', 'elsewhere');
    expect(cases.every(({ gridId }) => gridId === ids.areas.G3)).toBe(true);
  });

  it('are narrowed down by all that the board, the table, the wall and a search ask for, and counted likewise', async () => {
    const { cases: all } = await read<CasePage>('/cases?limit=500');
    const due = all
      .filter(({ dueAt, endedAt }) => dueAt !== null && endedAt === null)
      .sort((a, b) => Date.parse(a.dueAt!) - Date.parse(b.dueAt!) || a.id - b.id);
    const asks: Record<string, (one: Case) => boolean> = {
      'light=red,yellow': ({ light }) => light !== 'green',
      'light=yellow': ({ light }) => light === 'yellow',
      'light=green': ({ light }) => light === 'green',
      'state=reported,withdrawn': ({ state }) => ['reported', 'withdrawn'].includes(state),
      'state=reported&light=red': ({ light, state }) => state === 'reported' && light === 'red',
      'category=road-hole&light=red': ({ category, light }) =>
        category === 'road-hole' && light === 'red',
      'category=road-hole,noise': ({ category }) => ['road-hole', 'noise'].includes(category),
      'state=closed&category=road-hole': ({ category, state }) =>
        state === 'closed' && category === 'road-hole',
      'level=grid': ({ level }) => level === 'grid',
      'level=town,district': ({ level }) => level === 'town' || level === 'district',
      'severity=minor': ({ severity }) => severity === 'minor',
      'severity=severe,serious': ({ severity }) => severity === 'severe' || severity === 'serious',
      'cards=true': ({ card }) => card !== null,
      'q=rule&light=green': ({ incidentId, light }) =>
        incidentId.startsWith('rule') && light === 'green',
      'q=rule&state=reported': ({ incidentId, state }) =>
        incidentId.startsWith('rule') && state === 'reported',
      'q=rule&category=road-hole': ({ category, incidentId }) =>
        incidentId.startsWith('rule') && category === 'road-hole',
    };
    for (const [query, isAsked] of Object.entries(asks)) {
      const wanted = all.filter(isAsked).map(({ id }) => id);
      const found = await read<CasePage>(`/cases?limit=500&${query}`);
      expect(
        found.cases.map(({ id }) => id),
        query,
      ).toEqual(wanted);
      const { counts } = await read<CaseCounts>(`/cases/counts?${query}`);
      const open = all.filter((one) => isAsked(one) && one.endedAt === null);
      expect(
        counts.reduce((sum, { count }) => sum + count, 0),
        query,
      ).toBe(open.length);
      const one = await read<CasePage>(`/cases?limit=1&${query}`);
      const rest = one.next ? await read<CasePage>(`/cases?cursor=${one.next}&${query}`) : one;
      expect(
        [...(one.next ? one.cases : []), ...rest.cases].map(({ id }) => id),
        query,
      ).toEqual(wanted);
    }
    for (const light of ['', '&light=red']) {
      const wanted = due.filter((one) => light === '' || one.light === 'red').map(({ id }) => id);
      const first = await read<CasePage>(`/cases?order=due&limit=1${light}`);
      const rest = await read<CasePage>(`/cases?order=due&cursor=${first.next}${light}`);
      expect([...first.cases, ...rest.cases].map(({ id }) => id)).toEqual(wanted);
    }
  });
});
