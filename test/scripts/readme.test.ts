import { exec } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { adminCommand } from '../../scripts/admin.ts';
import { importCommand } from '../../scripts/import.ts';
import type { App } from '../../server/app.ts';
import { fromWgs84 } from '../../server/contract/areas/datum.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { startTestApp } from '../support/app.ts';
import { collection, feature, square } from '../support/made/area-file.ts';
import { spreadsheet } from '../support/made/spreadsheet.ts';
import { walk } from '../support/made/walk.ts';
import { cornerOf, SIDE_DEG } from '../support/made/world.ts';
import { runCommand } from '../support/run-command.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

const inShell = promisify(exec);
const COMMANDS = { admin: adminCommand, import: importCommand };
const README = ['README.md', 'README.zh-CN.md'];

/** The lines of the block that exports an address of PostgreSQL, without their comments. */
async function realUse(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  const block = text.split('```').find((part) => part.includes('export DATABASE_URL'))!;
  return block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter(Boolean);
}

/** A town, a village and a grid of the ground that is walked, in the datum of the README. */
const grids = () => {
  const { lng: x, lat: y } = cornerOf('G1');
  const shifted = () =>
    square(x, y, SIDE_DEG).map((ring) =>
      ring.map(([lng, lat]) => {
        const at = fromWgs84({ lng, lat }, 'gcj02');
        return [at.lng, at.lat];
      }),
    );
  return collection(
    feature({ code: '331004001', name: '路桥街道', parent: '331004' }, shifted()),
    feature({ code: '331004001001', name: '一村', parent: '331004001' }, shifted()),
    feature({ code: '331004001001001', name: '一格', parent: '331004001001' }, shifted()),
  );
};

/** Yesterday, where the grid is; it is walked from nine to eleven. */
const DAY = new Date(Date.now() + 8 * HOUR_MS - DAY_MS).toISOString().slice(0, 10);
const NINE = Date.parse(`${DAY}T01:00:00Z`);
/** What the handheld sends, by file. */
const SENT = {
  'start.json': { t: NINE },
  'fixes.json': { session: NINE, fixes: walk({ from: NINE, count: 480, stepS: 15 }) },
  'end.json': { t: NINE + 2 * HOUR_MS },
};

/** An officer, a handheld and a category, as people have them. */
const TABLES: Record<string, string[][]> = {
  'officers.xlsx': [
    ['工号', '姓名', '网格编码', '起始时间'],
    ['0001', '张三', '331004001001001', DAY],
  ],
  'handhelds.xlsx': [
    ['终端编码', '网格员编码', '起始时间'],
    ['H-1', '0001', DAY],
  ],
  'categories.csv': [
    ['类别编码', '名称', '分值'],
    ['A1', '乱堆放', '2'],
  ],
};

/** The row of who walked: 120 of 240 minutes are done. */
const WALKED = /^\d+,0001,张三,331004001001001,.*,120,240,/m;

test('both languages give the same commands', async () => {
  const [english, chinese] = await Promise.all(README.map(realUse));
  expect(chinese).toEqual(english);
});

describe.skipIf(!hasPostgresql())('the commands of the README on an empty store', () => {
  let store: TestStore;
  let app: App | undefined;
  let folder: string;
  beforeAll(async () => {
    store = await openPostgresql();
    folder = await mkdtemp(join(tmpdir(), 'xunji-readme-'));
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    await app?.close();
    await store?.close();
    await rm(folder, { recursive: true });
  });

  test('make the first administrator and the top, fill them, and end with a month pulled by key, word for word', async () => {
    await writeFile(join(folder, 'grids.geojson'), JSON.stringify(grids()));
    for (const [name, sent] of Object.entries(SENT))
      await writeFile(join(folder, name), JSON.stringify(sent));
    for (const [name, rows] of Object.entries(TABLES))
      await writeFile(
        join(folder, name),
        name.endsWith('.xlsx') ? spreadsheet(rows) : rows.map((row) => row.join(',')).join('\n'),
      );
    const said: string[] = [];
    for (const line of await realUse(README[0]!)) {
      const words = line.split(' ');
      if (words[0] === 'export')
        for (const [name, value] of words.slice(1).map((word) => word.split('=')))
          vi.stubEnv(
            name!,
            { DATABASE_URL: store.databaseUrl!, XUNJI_PASSWORD: 'a walk round nine grids' }[
              name!
            ] ?? value,
          );
      // Without what it installs no other command of a clean clone runs.
      else if (line === 'npm ci') expect(said).toEqual([]);
      else if (line === 'npm start') {
        app = await startTestApp(store.db);
        vi.stubEnv('XUNJI_URL', app.url);
      } else if (/^(curl|for)$/.test(words[0]!)) {
        const asked = line.replace(/\bmonth=[\d-]+/, `month=${DAY.slice(0, 7)}`);
        const ask = async () =>
          (
            await inShell(asked.replaceAll('curl ', 'curl -sS '), {
              cwd: folder,
              shell: '/bin/bash',
            })
          ).stdout;
        // What was walked is judged and reckoned after it was taken.
        if (line.includes('month='))
          await expect.poll(ask, { timeout: 60_000, interval: 500 }).toMatch(WALKED);
        said.push(await ask());
      } else {
        const [command, file] = line.replace('run -s ', 'run ').split(' > ');
        const [npm, run, name, dashes, ...args] = command!.split(' ');
        expect([npm, run, dashes]).toEqual(['npm', 'run', '--']);
        const paths = args.map((arg) =>
          /\.(geojson|xlsx|csv)$/.test(arg) ? join(folder, arg) : arg,
        );
        const outcome = await runCommand(COMMANDS[name as keyof typeof COMMANDS], paths);
        expect(outcome).toMatchObject({ failed: false });
        said.push(outcome.said);
        if (file) await writeFile(join(folder, file), outcome.said);
      }
    }
    expect(said[0]).toBe('root may sign in as administrator of 331004.');
    expect(said[1]).toContain('Imported 3 features.');
    expect(said[2]).toContain('Officers: 1 new');
    expect(said[3]).toContain('Handhelds: 1 new');
    expect(said[4]).toContain('Categories: 1 new');
    expect(said[5]).toMatch(/^[\w.-]{22,}$/);
    expect(said[6]!.match(/"outcome":"stored"/g)).toHaveLength(480);
    expect(await readFile(join(folder, 'secrets.csv'), 'utf8')).toMatch(/^H-1,[\w-]{22}$/m);
    const { rows } = await sql<{ code: string; level: string; empty: boolean }>`
      select a.code, v.level, ST_IsEmpty(v.geom) as empty from areas a
      join area_versions v on v.area_id = a.id and v.valid_to is null order by a.code`.execute(
      store.db,
    );
    // The levels are those of the tree, and the top has the ground of what lies below it.
    expect(rows).toEqual([
      { code: '331004', level: 'district', empty: false },
      { code: '331004001', level: 'town', empty: false },
      { code: '331004001001', level: 'village', empty: false },
      { code: '331004001001001', level: 'grid', empty: false },
    ]);
  });
});
