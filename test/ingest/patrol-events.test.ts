import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Progress } from '../../server/contract/fixes/handheld.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { startTestApp } from '../support/app.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const at = (minutes: number) => NOW + minutes * MINUTE_MS;

describeStores('patrols declared by handhelds', (get) => {
  let ids: Ids;
  let app: App;
  let h1: RawHandheld;
  let h2: RawHandheld;
  let h3: RawHandheld;
  let h4: RawHandheld;
  const patrols = (officer: string) =>
    get()
      .db.selectFrom('patrols')
      .select(['id', 'start_time', 'end_time', 'grid_id'])
      .where('officer_id', '=', ids.officers[officer]!)
      .orderBy('start_time')
      .execute();
  const jobs = () => get().db.selectFrom('verdict_jobs').select('patrol_id').execute();

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    // Jobs wait an hour, so that the judge leaves them to the test.
    app = await startTestApp(get().db, { now: () => NOW, config: { verdictSettleS: 3600 } });
    [h1, h2, h3, h4] = (await Promise.all(
      ['H1', 'H2', 'H3', 'H4'].map((code) => openRawHandheld(app.url, code)),
    )) as [RawHandheld, RawHandheld, RawHandheld, RawHandheld];
  });
  afterAll(async () => {
    for (const handheld of [h1, h2, h3, h4]) handheld?.close();
    await app?.close();
  });

  it('start once, however often the start is sent', async () => {
    const { patrolId } = await h1.ask('patrol:start', { t: at(-120) });
    expect((await h1.ask('patrol:start', { t: at(-120) })).patrolId).toBe(patrolId);
    expect(await patrols('O1')).toEqual([
      { id: patrolId, start_time: new Date(at(-120)), end_time: null, grid_id: ids.areas.G1 },
    ]);
  });

  it('end once, and are named for judgement in the same commit', async () => {
    const first = await h1.ask('patrol:end', { t: at(-60) });
    expect(await h1.ask('patrol:end', { t: at(-60) })).toEqual(first);
    expect((await patrols('O1')).map(({ end_time }) => end_time)).toEqual([new Date(at(-60))]);
    expect(await jobs()).toEqual([{ patrol_id: first.patrolId }]);
  });

  it('do not end before they started; an end that came first ends what starts before it', async () => {
    expect(await h3.ask('patrol:end', { t: at(-31) })).toEqual({ patrolId: null });
    expect(await h3.ask('patrol:end', { t: at(0) })).toEqual({ patrolId: null });
    const { patrolId } = await h3.ask('patrol:start', { t: at(-30) });
    expect(await patrols('O3')).toMatchObject([
      { id: patrolId, start_time: new Date(at(-30)), end_time: new Date(at(0)) },
    ]);
    expect(await h3.ask('patrol:end', { t: at(0) })).toEqual({ patrolId });
    expect(await jobs()).toContainEqual({ patrol_id: patrolId });
  });

  it('end where the next one starts, if their end was forgotten', async () => {
    await h2.ask('patrol:start', { t: at(-30) });
    const forgotten = (await patrols('O2'))[0]!.id;
    const next = await h2.ask('patrol:start', { t: at(-10) });
    expect((await patrols('O2')).map(({ id, end_time }) => [id, end_time])).toEqual([
      [forgotten, new Date(at(-10))],
      [next.patrolId, null],
    ]);
    expect(await jobs()).toContainEqual({ patrol_id: forgotten });
  });

  it('need a grid', async () => {
    expect(await h4.ask('patrol:start', { t: at(0) })).toMatchObject({ error: 'no-grid' });
  });

  it('tell the handheld how far it is', async () => {
    const told = new Promise((resolve) => h2.socket.once('progress', resolve));
    const fixes = walk({ from: at(-10), count: 60, grid: 'G2', datum: 'gcj02' });
    await h2.ask('fixes', { session: at(-10), fixes });
    expect(await told).toEqual({
      patrolId: (await patrols('O2'))[1]!.id,
      inGrid: true,
      minutes: (59 * 5) / 60,
    });
  });

  it('tell the handheld how far it is where that changed, and else not with every fix', async () => {
    const told: Progress[] = [];
    h2.socket.on('progress', (progress: Progress) => told.push(progress));
    const [session, step] = [at(-4), 1e-5];
    const inside = walk({ from: session, count: 1, grid: 'G2', datum: 'gcj02' })[0]!;
    const send = (seq: number, north: number) =>
      h2.ask('fixes', {
        session,
        fixes: [{ ...inside, seq, t: session + 40_000 * seq, lat: inside.lat + north }],
      });
    for (let seq = 0; seq < 3; seq++) await send(seq, seq * step);
    // North of the grid.
    for (let seq = 3; seq < 6; seq++) await send(seq, 0.003 * (seq - 2));
    await vi.waitFor(() => expect(told.at(-1)?.inGrid).toBe(false), { timeout: 20_000 });
    await h2.ask('refused', {});
    expect(told.length).toBeLessThanOrEqual(2);
    h2.socket.off('progress');
  });

  it('can call for help, once a call, from where the officer was last seen', async () => {
    const { alertId } = await h2.ask('sos', { t: at(0), text: 'help' });
    expect((await h2.ask('sos', { t: at(0), text: 'help' })).alertId).toBe(alertId);
    const alerts = await get().db.selectFrom('alerts').selectAll().execute();
    expect(alerts.length).toBe(1);
    expect(alerts[0]).toMatchObject({
      kind: 'sos',
      officer_id: ids.officers.O2,
      text: 'help',
      patrol_id: (await patrols('O2'))[1]!.id,
    });
    expect(app.context.board.officer(ids.officers.O2!)).toBeDefined();
  });
});
