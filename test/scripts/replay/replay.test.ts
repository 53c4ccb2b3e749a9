import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReplaySummary } from '../../../scripts/replay/replay.ts';
import { replayCommand } from '../../../scripts/replay.ts';
import type { App } from '../../../server/app.ts';
import { startTestApp } from '../../support/app.ts';
import { cornerOf, seedTestWorld } from '../../support/made/world.ts';
import { runOn } from '../../support/run-command.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

/** Rows of a walk within a grid: ten minutes, a fix each ten seconds, to and fro. */
function walk(id: string, grid: string): string[] {
  const { lng, lat } = cornerOf(grid);
  return Array.from({ length: 61 }, (_, k) => {
    const t = new Date(Date.UTC(2009, 4, 1, 8) + k * 10_000).toISOString();
    const along = 0.0005 + 0.0001 * Math.abs(30 - k);
    return `${id},u-${id},${t},${(lng + along).toFixed(6)},${(lat + 0.002).toFixed(6)}`;
  });
}

describe('the replay command', () => {
  let store: TestStore;
  let app: App;
  let folder: string;
  let tracks: string;
  beforeAll(async () => {
    store = await openEmbedded();
    const { areas } = await seedTestWorld(store.db, { rules: { minutesPerPatrol: 5 } });
    app = await startTestApp(store.db, { demoAreaId: areas.D, config: { jt808Port: 0 } });
    folder = await mkdtemp(join(tmpdir(), 'xunji-replay-'));
    tracks = join(folder, 'tracks.csv');
    const rows = [...walk('one', 'G1'), ...walk('two', 'G3'), 'far,u-far,2009-05-01T08:00:00Z,5,5'];
    await writeFile(tracks, ['track_id,user_id,t_iso,lon,lat', ...rows].join('\n'));
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const run = (...args: string[]) => runOn(app.url, replayCommand, [tracks, ...args]);

  test('tracks become patrols of officers in the grids that hold them, each fix with its receipt', async () => {
    const { said, failed } = await run('--speed', '10000', '--json');
    expect(failed).toBe(false);
    const summary = JSON.parse(said) as ReplaySummary;
    expect(summary).toMatchObject({
      tracks: 2,
      done: 2,
      fixes: 122,
      receipts: { stored: 122 },
      homeless: ['far'],
      errors: [],
    });
    const seen = summary.patrols.map(({ track, grid, patrol }) => [track, grid, patrol?.outcome]);
    expect(seen.sort()).toEqual([
      ['one', 'G1', expect.any(String)],
      ['two', 'G3', expect.any(String)],
    ]);
    expect(summary.patrols[0]!.link).toMatch(`${app.url}/officers/`);
    const patrols = await store.db.selectFrom('patrols').selectAll().execute();
    for (const { start_time, end_time } of patrols)
      expect(end_time!.getTime() - start_time.getTime()).toBe(600_000);
    for (const { patrol } of summary.patrols) expect(patrol!.effectiveMin).toBeGreaterThan(5);
  });

  test('replaying again makes new patrols of the same officers', async () => {
    await run('--speed', '10000', '--limit', '1', '--json');
    const officers = await store.db
      .selectFrom('officers')
      .select('code')
      .where('code', 'like', 'replay-%')
      .execute();
    expect(officers.map(({ code }) => code).sort()).toEqual(['replay-one', 'replay-two']);
    expect(await store.db.selectFrom('patrols').selectAll().execute()).toHaveLength(3);
  });

  test('times the server would refuse are refused before anything is sent', async () => {
    await expect(run('--keep-times')).rejects.toThrow('recorded before 2015');
  });

  test.each([
    'jt808',
    'traccar',
    'owntracks',
    'overland',
    'osmand',
  ])('every fix of a track is stored over %s, once', async (protocol) => {
    const count = async () =>
      (await store.db.selectFrom('fixes').select('device_time').execute()).length;
    const before = await count();
    const port = String(app.context.protocols.jt808Port);
    const args = ['--protocol', protocol, '--jt808-port', port, '--speed', '10000'];
    const { said, failed } = await run(...args, '--wait', '0', '--json');
    expect(failed).toBe(false);
    expect(JSON.parse(said)).toMatchObject({ done: 2, fixes: 122, receipts: { stored: 122 } });
    expect((await count()) - before).toBe(122);
  });
});
