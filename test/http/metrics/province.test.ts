import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { MetricAnswer } from '../../../server/contract/metrics/metrics.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { type Province, readProvinceFile } from '../../../server/province/province-file.ts';
import { serveProvince } from '../../../server/province/serve-province.ts';
import { startTestApp } from '../../support/app.ts';
import { putJudgedPatrol } from '../../support/made/patrols.ts';
import { NOW, seedTestWorld } from '../../support/made/world.ts';
import { signIn } from '../../support/sign-in.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../../support/stores/stores.ts';

const now = () => NOW + 3 * DAY_MS;
const DAYS = 'from=2026-06-01&to=2026-06-04&period=month';
const READER = 'a key of somebody who reads the province';

describe.skipIf(!hasPostgresql())('A province of three cities', () => {
  const stores: TestStore[] = [];
  const apps: App[] = [];
  let keys: string[];
  let province: FastifyInstance;

  /** A city in which so many patrols were walked as they should be, of nine asked for. */
  async function openCity(completed: number): Promise<string> {
    const store = await openPostgresql();
    stores.push(store);
    const { db } = store;
    const ids = await seedTestWorld(db, { rules: { patrolsPerDay: 1 } });
    for (let day = 0; day < completed; day++)
      await putJudgedPatrol(
        db,
        ids,
        { officer: 'O1', grid: 'G1', day },
        {
          ...{ outcome: 'completed', effectiveMin: 110, coverage: 0.3 * (day + 1) },
        },
      );
    const app = await startTestApp(db, { demoAreaId: ids.areas.D!, now });
    apps.push(app);
    // Its own jobs fold every ended day.
    const admin = await signIn(app.url, 'admin');
    await vi.waitFor(
      async () => {
        const status = await (await admin('GET', '/api/v1/metrics/status')).json();
        expect(status).toMatchObject({ waitingDays: 0 });
      },
      { timeout: 60_000, interval: 50 },
    );
    const made = await admin('POST', '/api/v1/api-keys', {
      ...{ name: 'province', areaId: ids.areas.D!, requestsPerMinute: 120 },
    });
    return ((await made.json()) as { key: string }).key;
  }
  const ask = (path: string, key = READER) =>
    province.inject({
      url: `/api/v1/metrics/${path}`,
      headers: { authorization: `Bearer ${key}` },
    });
  const patrols = async (query: string) => (await ask(`patrols?${query}`)).json<MetricAnswer>();

  beforeAll(async () => {
    keys = [await openCity(1), await openCity(2), await openCity(3)];
    const told: Province = {
      ...{ code: 'P', name: 'province' },
      cities: keys.map((key, k) => ({
        ...{ code: `C${k}`, name: `city ${k}`, url: apps[k]!.url, key, level: 'district' as const },
      })),
      readers: [{ name: 'evaluation', key: READER }],
    };
    province = await serveProvince(told, { logLevel: 'silent' });
  });
  afterAll(async () => {
    await province?.close();
    for (const app of apps) await app.close();
    for (const store of stores) await store.close();
  });

  it('has a row a city, with the figures of its own server', async () => {
    const { rows } = await patrols(`level=city&${DAYS}`);
    expect(rows.map(({ code, name, parent }) => [code, name, parent])).toEqual(
      [0, 1, 2].map((k) => [`C${k}`, `city ${k}`, 'P']),
    );
    for (const [k, { url }] of apps.entries()) {
      const own = await fetch(`${url}/api/v1/metrics/patrols?level=district&${DAYS}`, {
        headers: { authorization: `Bearer ${keys[k]}` },
      });
      expect(rows[k]!.metrics).toEqual(((await own.json()) as MetricAnswer).rows[0]!.metrics);
    }
  });

  it('has one row of its own, whose rates follow from all patrols and not from rates', async () => {
    const { level, rows, versions } = await patrols(`level=province&${DAYS}`);
    expect(level).toBe('province');
    expect(rows).toMatchObject([{ code: 'P', from: '2026-06-01', to: '2026-06-04', parent: null }]);
    expect(rows[0]!.metrics).toMatchObject({
      ...{ patrolsRequired: 27, patrolsDone: 6, completionRate: 0.2222, effectiveMin: 660 },
      // (0.3 + 0.3 + 0.6 + 0.3 + 0.6 + 0.9) / 6; the mean of the cities' means is 0.45.
      coverageMean: 0.5,
    });
    const status = (await ask('status')).json();
    expect(versions.edition).toBe(status.edition);
    expect(status.waitingDays).toBe(0);
  });

  it('is given as a table, of the metrics asked for', async () => {
    const { body } = await ask(`patrols?level=province&${DAYS}&metrics=patrolsDone&format=csv`);
    const [head, row] = body
      .replace('\uFEFF', '')
      .split(/\r?\n/)
      .map((line) => line.split(','));
    expect(row![head!.indexOf('patrolsDone')]).toBe('6');
    expect(head).not.toContain('completionRate');
  });

  it('refuses strangers, and what only a city can answer, and says where to ask', async () => {
    expect((await ask('status', 'a key that nobody was ever given')).statusCode).toBe(401);
    for (const query of [`level=grid&${DAYS}`, `level=city&${DAYS}&asOf=1`]) {
      const reply = await ask(`patrols?${query}`);
      expect([reply.statusCode, reply.json().detail]).toEqual([
        400,
        expect.stringContaining("city's own"),
      ]);
    }
  });

  it('names the city that does not answer, and gives no figures without it', async () => {
    await apps.pop()!.close();
    const reply = await ask(`patrols?level=province&${DAYS}`);
    expect([reply.statusCode, reply.json()]).toEqual([
      503,
      expect.objectContaining({
        error: 'unavailable',
        detail: expect.stringMatching(/^city 2: no answer/),
      }),
    ]);
  });
});

it('the file of a province takes keys as a Xunji gives them, and names the one that is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunji-province-'));
  const path = join(folder, 'province.json');
  const read = async (key: string) => {
    const city = { code: 'C', name: 'city', url: 'http://city.example', key };
    const readers = [{ name: 'evaluation', key: READER }];
    await writeFile(path, JSON.stringify({ code: 'P', name: 'province', cities: [city], readers }));
    return readProvinceFile(path);
  };
  const key = `xj_7_${'k'.repeat(44)}`;
  expect((await read(key)).cities[0]!.key).toBe(key);
  // What no header can hold, fetch would repeat in its error.
  await expect(read(`${key}\n`)).rejects.toThrow(/\/cities\/0\/key/);
  await rm(folder, { recursive: true });
});
