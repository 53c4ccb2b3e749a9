import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InputFiles, readInput } from '../../../scripts/analyse/read-input.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import type { CaseTable } from '../../../server/domain/analysis/input/input.ts';
import { methodNamed } from '../../../server/domain/analysis/methods.ts';
import { runStudy } from '../../../server/domain/analysis/study.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satscan-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const read = async (files: Partial<InputFiles> & { in: string }) =>
  (await readInput(methodNamed('scan'), { columns: {}, ...files })) as CaseTable;
const day = (iso: string) => Date.parse(iso) / DAY_MS;

describe('files of SaTScan', () => {
  it('are cases by location and date, with coordinates as latitude and longitude', async () => {
    const cases = await file(
      'a.cas',
      '// cases\n"New Town" 2 2001/11/1\nB\t1\t2001/11/03\nB 1 11/2/2001\n\n',
    );
    const places = await file('a.geo', '"New Town" 40.5 -73.9\nB 40.6 -73.8\nC,40.7,-73.7\n');
    const table = await read({ in: cases, locations: places });
    expect(table.location).toEqual(['New Town', 'B', 'C']);
    expect([table.firstDay, table.days]).toEqual([day('2001-11-01'), 3]);
    expect(Array.from(table.cases)).toEqual([2, 0, 0, 0, 1, 1, 0, 0, 0]);
    expect(table.projection).not.toBeNull();
    // North of one another by 0.1 degrees.
    expect(table.y[1]! - table.y[0]!).toBeCloseTo(11_104, -2);
  });

  it('are planar where no line could be degrees, or where told', async () => {
    const cases = await file('b.cas', '1 3 2000\n2 1 2001\n');
    const far = await file('b.geo', '1 20 30\n2 500 60\n');
    const planar = await read({ in: cases, locations: far });
    expect([planar.projection, Array.from(planar.x)]).toEqual([null, [20, 500]]);
    expect(planar.firstDay).toBe(day('2000-01-01'));
    const near = await file('c.geo', '1 2 3\n2 5 6\n');
    expect((await read({ in: cases, locations: near })).projection).not.toBeNull();
    const told = await read({
      in: cases,
      locations: near,
      columns: { x: 'first', y: 'second' },
    });
    expect([told.projection, Array.from(told.y)]).toEqual([null, [3, 6]]);
  });

  it('dated by months or years are counted by those, as long as each is', async () => {
    const places = await file('m.geo', 'a 0 0\nb 9000 0\nc 20000 0\n');
    const people = await file('m.pop', 'a 2025 100\nb 2025 300\nc 2025 600\n');
    const months = Array.from({ length: 12 }, (_, k) => `2025/${k + 1}`);
    const lines = months.flatMap((month, k) => [`a ${k === 5 ? 9 : 1} ${month}`, `c 2 ${month}`]);
    const cases = await file('m.cas', `${lines.join('\n')}\n`);
    const table = await read({ in: cases, locations: places, population: people });
    expect([table.firstDay, table.days, table.step]).toEqual([day('2025-01-01'), 365, 'month']);
    const options = {
      ...{ model: 'poisson', period: 'retrospective', replicates: 9, maxClusters: 1 },
    };
    const { table: told, summary } = runStudy(table, { method: 'scan', parameters: options });
    // 44 cases of 1,000 people over 365 days; June has 30.
    const [cases6, total] = [9, 44];
    const expected = total * 0.1 * (30 / 365);
    const llr =
      cases6 * Math.log(cases6 / expected) +
      (total - cases6) * Math.log((total - cases6) / (total - expected));
    const first = Object.fromEntries(
      Object.entries(told.columns).map(([name, values]) => [name, values![0]]),
    );
    expect(first).toMatchObject({
      ...{ centre: 'a', places: 1, startDay: '2025-06-01', endDay: '2025-06-30', cases: 9 },
      ...{ expected: expect.closeTo(expected, 9), llr: expect.closeTo(llr, 9) },
    });
    expect(summary).toMatchObject({ intervals: 12, maxWindowD: 183 });

    const years = await file('y.cas', 'a 1 2023\nc 2 2024\nc 2 2025\n');
    const yearly = await read({ in: years, locations: places, population: people });
    expect([yearly.days, yearly.step]).toEqual([1096, 'year']);
    const mixed = await file('x.cas', 'a 1 2023\nc 2 2024/2/3\n');
    expect((await read({ in: mixed, locations: places })).step).toBeUndefined();
  });

  it('with several censuses take people by straight line between them, flat outside', async () => {
    const places = await file('n.geo', 'a 0 0\nb 9000 0\n');
    const cases = await file('n.cas', 'a 1 2000/6/30\nb 2 2001/7/2\n');
    const people = await file('n.pop', 'a 2001 465\nb 2000 50\na 2000 100\nb 2001/3 50\n');
    const table = await read({ in: cases, locations: places, population: people });
    const at = (place: number, iso: string) =>
      table.population![place * table.days + day(iso) - table.firstDay]!;
    // A year stands for 1 July: 100 people then, one more each of 365 days.
    expect(at(0, '2000-06-30')).toBe(100);
    expect(at(0, '2000-07-02')).toBeCloseTo(101, 9);
    expect(at(0, '2001-06-30')).toBeCloseTo(464, 9);
    expect(at(0, '2001-07-02')).toBe(465);
    expect(at(1, '2001-01-01')).toBe(50);
    const { table: told } = runStudy(table, {
      method: 'scan',
      parameters: { model: 'poisson', replicates: 9, period: 'retrospective' },
    });
    expect(told.columns.expected![0]).toBeGreaterThan(0);
  });

  it('without dates serve a scan of space, by controls or by people', async () => {
    const cases = await file('d.cas', 'a 1\nb 9\nc 1\n');
    const places = await file('d.geo', 'a 0 0\nb 1000 0\nc 2000 0\n');
    const controls = await file('d.ctl', 'a 9\nb 1\nc 9\n');
    const people = await file('d.pop', 'a 2001 100\nb 2001 100\nc 2001 100\n');
    const scan = async (population: string, model: string) =>
      runStudy(await read({ in: cases, locations: places, population }), {
        method: 'scan',
        parameters: { model, dimension: 'space', replicates: 99 },
      }).table.columns;
    const bernoulli = await scan(controls, 'bernoulli');
    expect([bernoulli.centre![0], bernoulli.cases![0], bernoulli.startDay![0]]).toEqual([
      'b',
      9,
      null,
    ]);
    // 11 of 30 people are cases, 10 of them live at b.
    expect(bernoulli.expected![0]).toBeCloseTo((11 * 10) / 30, 12);
    expect((await scan(people, 'poisson')).expected![0]).toBeCloseTo(11 / 3, 12);
    const table = await read({ in: cases, locations: places, population: people });
    expect(() => runStudy(table, { method: 'scan', parameters: { model: 'poisson' } })).toThrow(
      expect.objectContaining({ code: 'no-time' }),
    );
  });

  it('with covariates expect by stratum, as if each were alike everywhere', async () => {
    const cases = await file('e.cas', 'a 2 2000 old m\nb 6 2000 old m\nb 1 2001 young m\n');
    const places = await file('e.geo', 'a 0 0\nb 1000 0\n');
    const people = await file(
      'e.pop',
      'a 2000 100 old m\na 2000 300 young m\nb 2000 300 old m\nb 2000 100 young m\n',
    );
    const table = await read({ in: cases, locations: places, population: people });
    // Old: 8 cases of 400 people; young: 1 of 400. In all days together as many as there are cases.
    const at = (place: number) =>
      table
        .population!.subarray(place * table.days, (place + 1) * table.days)
        .reduce((a, b) => a + b, 0);
    expect(at(0)).toBeCloseTo((100 * 8) / 400 + (300 * 1) / 400, 9);
    expect(at(1)).toBeCloseTo((300 * 8) / 400 + (100 * 1) / 400, 9);
    const missing = await file('f.pop', 'a 2000 100 old m\nb 2000 300 old m\n');
    await expect(read({ in: cases, locations: places, population: missing })).rejects.toThrow(
      'cases of young m, but no people of it',
    );
  });

  it('with covariates and several censuses expect by the people of each stratum on each day', async () => {
    const places = await file('q.geo', 'a 0 0\nb 1000 0\n');
    const cases = await file('q.cas', 'a 2 2000 old\nb 6 2000 old\nb 1 2001 young\na 3 2004 old\n');
    // The census of 2004 lists no young people in a: there are none then, half of them in the middle of 2002.
    const census2000 = 'a 2000 100 old\na 2000 300 young\nb 2000 300 old\nb 2000 100 young\n';
    const people = await file(
      'q.pop',
      `${census2000}a 2004 200 old\nb 2004 300 old\nb 2004 200 young\n`,
    );
    const table = await read({ in: cases, locations: places, population: people });
    const parameters = { model: 'poisson', period: 'retrospective', replicates: 0 };
    const { table: told } = runStudy(table, { method: 'scan', parameters });
    expect([told.columns.centre![0], told.columns.startDay![0], told.columns.cases![0]]).toEqual([
      'a',
      '2004-01-01',
      3,
    ]);
    // By hand: 11 old and 1 young case over the person-days of each, straight lines from 1 July to 1 July.
    expect(told.columns.expected![0]).toBeCloseTo(0.9703141763039832, 12);
    for (const model of ['bernoulli', 'permutation'])
      expect(() =>
        runStudy(table, { method: 'scan', parameters: { ...parameters, model } }),
      ).toThrow(`which poisson and expectation are for; for ${model}`);
    // Without covariates in the cases everybody is at risk.
    const plain = await file('r.cas', 'a 2 2000\nb 6 2001\n');
    const { population } = await read({ in: plain, locations: places, population: people });
    expect([population![0], population!.at(-1)]).toEqual([
      400,
      expect.closeTo(400 + 100 * (548 / 1461), 9),
    ]);
    const twice = await file('s.pop', `${census2000}a 2000 101 old\n`);
    await expect(read({ in: cases, locations: places, population: twice })).rejects.toThrow(
      's.pop row 5: people of one place, day and stratum come twice, 100 and 101',
    );
  });

  it('add controls of one place and day up, and those of a month once', async () => {
    const places = await file('t.geo', 'a 0 0\nb 1000 0\n');
    const cases = await file('t.cas', 'a 2 2025/1\nb 3 2025/1\na 1 2025/2\nb 1 2025/2\n');
    const controls = await file(
      't.ctl',
      'a 1 2025/1\na 1 2025/1\na 1 2025/1\nb 5 2025/1\na 5 2025/2\nb 3 2025/2\n',
    );
    const table = await read({ in: cases, locations: places, population: controls });
    const sum = (from: number, to: number) =>
      table.population!.subarray(from, to).reduce((a, b) => a + b, 0);
    const days = table.days;
    expect([sum(0, 31), sum(31, days), sum(days, days + 31), sum(days + 31, 2 * days)]).toEqual([
      3, 5, 5, 3,
    ]);
    const undated = await file('u.ctl', 'a 9\nb 9\n');
    await expect(read({ in: cases, locations: places, population: undated })).rejects.toThrow(
      'controls have no days, and cases have',
    );
  });

  it('sum up what was expected by day where only places are scanned', async () => {
    const csv =
      'location,x,y,day,cases,expected\na,0,0,2025-01-01,1,0.5\na,0,0,2025-01-02,4,1.5\nb,900,0,2025-01-02,2,2\n';
    const table = await read({ in: await file('v.csv', csv) });
    const parameters = { model: 'expectation', dimension: 'space', replicates: 0 };
    const { columns } = runStudy(table, { method: 'scan', parameters }).table;
    expect([columns.centre![0], columns.cases![0], columns.expected![0]]).toEqual(['a', 5, 2]);
  });

  it('have the month first where the year is last, unless told otherwise', async () => {
    const places = await file('h.geo', 'a 0 0\nb 1 1\n');
    const cases = await file('h.cas', 'a 1 3/11/2026\nb 1 5/11/2026\n');
    const told = (timeFormat?: 'dd/mm/yyyy') =>
      read({ in: cases, locations: places, ...(timeFormat ? { timeFormat } : {}) });
    expect(await told()).toMatchObject({ firstDay: day('2026-03-11'), days: 62 });
    expect(await told('dd/mm/yyyy')).toMatchObject({ firstDay: day('2026-11-03'), days: 3 });
    const late = await file('i.cas', 'a 1 25/11/2026\n');
    await expect(read({ in: late, locations: places })).rejects.toThrow('25/11/2026');
  });

  it('with longitude first, or a location at two places, are refused', async () => {
    const cases = await file('j.cas', 'a 1 2026/11/3\n');
    const swapped = await file('j.geo', 'a 121.4 28.6\nb 121.5 28.7\n');
    await expect(read({ in: cases, locations: swapped })).rejects.toThrow('longitude stands first');
    const twice = await file('k.geo', 'a 28.6 121.4\na 28.7 121.4\n');
    await expect(read({ in: cases, locations: twice })).rejects.toThrow(
      'location a stands at two places, in rows 1 and 2',
    );
    const empty = await file('l.cas', '\n');
    await expect(read({ in: empty, locations: twice })).rejects.toThrow('l.cas is empty');
  });

  it('are refused with the line that lacks something', async () => {
    const short = await file('g.geo', 'a 1 2\nb 3\n');
    const cases = await file('g.cas', 'a 1 2000/1/1\n');
    await expect(read({ in: cases, locations: short })).rejects.toThrow(
      'g.geo line 2: 2 fields, at least 3 are needed',
    );
  });
});
