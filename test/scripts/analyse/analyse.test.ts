import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullHelp } from '../../../scripts/analyse/help.ts';
import { type InputFiles, readInput } from '../../../scripts/analyse/read-input.ts';
import { createValueReader } from '../../../scripts/analyse/read-values.ts';
import { writeResult } from '../../../scripts/analyse/write-result.ts';
import { toJson } from '../../../server/domain/analysis/formats.ts';
import type { CaseTable, Incidents, Lattice } from '../../../server/domain/analysis/input/input.ts';
import { METHODS, methodNamed } from '../../../server/domain/analysis/methods.ts';
import { note } from '../../../server/domain/analysis/notes.ts';
import { runStudy } from '../../../server/domain/analysis/study.ts';
import { gridDisk } from '../../../server/domain/geo/h3.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'analyse-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const read = (method: string, files: Partial<InputFiles> & { in: string }) =>
  readInput(methodNamed(method), { columns: {}, ...files });

describe('files of incidents', () => {
  it('are planar metres, with intervals, categories and ids', async () => {
    const path = await file(
      'a.csv',
      'ID,x,y,start,end,type\nq,1,2,2026-01-01,2026-01-02 12:00,theft\n',
    );
    const table = (await read('dbscan', { in: path })) as Incidents;
    expect(table.projection).toBeNull();
    expect([table.x[0], table.y[0]]).toEqual([1, 2]);
    expect(table.startMs![0]).toBe(Date.UTC(2026, 0, 1));
    expect(table.endMs![0]).toBe(Date.UTC(2026, 0, 2, 12));
    expect([table.category![0], table.id![0]]).toEqual(['theft', 'q']);
  });

  it('are degrees, projected; an end left open makes a moment', async () => {
    const path = await file('b.csv', 'lon,lat,date_start,date_end\n120,30,1,\n120.01,30,2,3\n');
    const table = (await read('st-dbscan', { in: path })) as Incidents;
    expect(table.x[1]! - table.x[0]!).toBeCloseTo(964.86, 1);
    expect(Array.from(table.startMs!)).toEqual([86_400_000, 172_800_000]);
    expect(Array.from(table.endMs!)).toEqual([86_400_000, 259_200_000]);
  });

  it('may be GeoJSON, with columns of any name and a study area', async () => {
    const point = (lng: number) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lng, 30] },
      properties: { seen: '2026-05-01T08:00:00+08:00', what: 'litter' },
    });
    const path = await file(
      'c.geojson',
      JSON.stringify({ type: 'FeatureCollection', features: [point(120), point(121)] }),
    );
    const ring = [
      [119, 29],
      [120.5, 29],
      [120.5, 31],
      [119, 31],
      [119, 29],
    ];
    const area = await file(
      'area.geojson',
      JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
    );
    const table = (await read('dbscan', {
      in: path,
      area,
      columns: { time: 'seen', category: 'what' },
    })) as Incidents;
    expect(table.startMs![0]).toBe(Date.UTC(2026, 4, 1));
    expect(table.category).toEqual(['litter', 'litter']);
    const study = runStudy(table, { method: 'dbscan', parameters: { epsM: 100 } });
    expect(study.summary.incidents).toBe(1);
  });

  it.each([
    ['no position', 'a,b\n1,2\n', 'neither lng, lat nor x, y'],
    ['a word for a number', 'x,y\n1,north\n', 'row 1: y is "north"'],
    ['latitude out of range', 'lng,lat\n30,120\n', 'not lng, lat'],
    ['thousands or a decimal comma', 'x;y\n"1,234";5\n', 'may be a decimal comma or thousands'],
    ['an unreadable time', 'x,y,time\n1,2,noon\n', 'not readable as a time'],
  ])('with %s are refused, saying where', async (_, text, message) => {
    const path = await file('bad.csv', text);
    await expect(read('dbscan', { in: path })).rejects.toThrow(message);
  });

  it('that are not there are refused', async () => {
    await expect(read('dbscan', { in: join(folder, 'none.csv') })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });
});

describe('times', () => {
  it.each([
    ['1.5', 129_600_000],
    ['1970-01-02', 86_400_000],
    ['1970-01-02 00:00', 86_400_000],
    ['1970-01-02T08:00:00+08:00', 86_400_000],
    ['1970-01-02T00:00:00Z', 86_400_000],
  ])('%s', (text, ms) => {
    expect(createValueReader().times.read(text)).toBe(ms);
  });

  it.each(['yesterday', ''])('%j is none', (text) => {
    expect(() => createValueReader().times.read(text)).toThrow('not readable as a time');
  });
});

describe('files of lattices', () => {
  it('come with their neighbours and weights', async () => {
    const path = await file('l.csv', 'id,value,population\na,1,10\nb,5,20\nc,2,30\n');
    const neighbours = await file('n.csv', 'id,neighbour,weight\na,b,0.5\nb,a,1\n');
    const lattice = (await read('gi-star', { in: path, neighbours })) as Lattice;
    expect(lattice.kind).toBe('lattice');
    expect(Array.from(lattice.links!.weight)).toEqual([0.5, 1]);
    expect(Array.from(lattice.population!)).toEqual([10, 20, 30]);
  });

  it('without cells are one series, of which Mann-Kendall tells the trend', async () => {
    const values = [5, 6, 6, 9, 4, 11];
    const lines = values.map((value, i) => `${2001 + i}-01-01,${value}`);
    const path = await file('series.csv', `period,value\n${lines.join('\n')}\n`);
    const { table, summary } = runStudy(await read('mann-kendall', { in: path }), {
      method: 'mann-kendall',
    });
    expect(summary).toMatchObject({ cells: 1, steps: 6, firstStep: '2001-01-01T00:00:00.000Z' });
    // Rises 11 (5: 4, 6: 2, 6: 2, 9: 1, 4: 1, and 6 = 6 none), falls 4: S = 10 - 4.
    expect(table.columns.trendS![0]).toBe(6);
    // One tie of two: [6·5·17 - 2·1·9]/18.
    expect(table.columns.variance![0]).toBeCloseTo((510 - 18) / 18, 12);
    expect(table.columns.trendZ![0]).toBeCloseTo(5 / Math.sqrt((510 - 18) / 18), 12);
  });

  it('of H3 cells need no neighbours: rings, or centres within a band, their outlines given back', async () => {
    const centre = '8a2a1072b59ffff';
    const cells = gridDisk(centre, 2);
    const rows = cells.map((cell, i) => `${cell},${i === 0 ? 90 : i % 5}`);
    const path = await file('h3.csv', `h3,value\n${rows.join('\n')}\n`);
    const lattice = await read('gi-star', { in: path });
    const neighbours = (parameters: Record<string, unknown>) => {
      const { table } = runStudy(lattice, { method: 'gi-star', parameters });
      expect(table.columns.id![0]).toBe(centre);
      expect(table.geometry![0]!.type).toBe('Polygon');
      return table.columns.neighbours![0];
    };
    expect(neighbours({})).toBe(6);
    expect(neighbours({ rings: 2 })).toBe(18);
    // Centres of resolution 10 lie about 130 m apart: the first ring, and no more.
    expect(neighbours({ bandM: 160 })).toBe(6);
    expect(neighbours({ bandM: 1000 })).toBe(18);
  });

  it('with periods are sorted by time, what is missing being 0', async () => {
    const path = await file('p.csv', 'id,period,value\na,10,1\nb,9,2\na,9,3\n');
    const neighbours = await file('n2.csv', 'id,neighbour\na,b\nb,a\n');
    const lattice = (await read('emerging', { in: path, neighbours })) as Lattice;
    expect(lattice.steps).toBe(2);
    expect(Array.from(lattice.values)).toEqual([3, 1, 2, 0]);
  });

  it('as polygons are neighbours by their corners', async () => {
    const cell = (x: number, value: number) => ({
      type: 'Feature',
      properties: { id: `c${x}`, value },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [x, 0],
            [x + 1, 0],
            [x + 1, 1],
            [x, 1],
            [x, 0],
          ],
        ],
      },
    });
    const features = [cell(0, 1), cell(1, 2), cell(2, 9), cell(3, 4)];
    const path = await file('l.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    const result = runStudy(await read('gi-star', { in: path }), { method: 'gi-star' });
    expect(Array.from(result.table.columns.neighbours!)).toEqual([1, 2, 2, 1]);
    expect(result.table.geometry!.length).toBe(4);
  });

  it.each([
    ['a cell twice', 'id,value\na,1\na,2\n', 'id,neighbour\n', 'input-invalid'],
    ['an unknown neighbour', 'id,value\na,1\nb,2\n', 'id,neighbour\na,z\n', 'links-unknown'],
  ])('with %s are refused', async (_, cells, links, code) => {
    const path = await file('x.csv', cells);
    const neighbours = await file('y.csv', links);
    await expect(read('gi-star', { in: path, neighbours })).rejects.toMatchObject({ code });
  });
});

describe('files of results', () => {
  const result = {
    summary: { cells: 2 },
    table: {
      columns: { id: ['a,b', 'c'], z: Float64Array.of(1.5, Number.NaN), x: [1, 2], y: [3, 4] },
    },
    tables: { bins: { columns: { step: [0, 1, 2] } } },
    notes: [note('stopped', { replicates: 9 })],
  };
  const written = async (name: string, table?: string) => {
    await writeResult(join(folder, name), result, table);
    return readFile(join(folder, name), 'utf8');
  };

  it('as CSV quote what needs it and leave no value empty', async () => {
    expect(await written('r.csv')).toBe('id,z,x,y\n"a,b",1.5,1,3\nc,,2,4\n');
    expect(await written('r.csv', 'bins')).toBe('step\n0\n1\n2\n');
  });

  it('as JSON hold everything', async () => {
    expect(JSON.parse(await written('r.json'))).toEqual(toJson(result));
    expect(toJson(result).rows[1]).toEqual({ id: 'c', z: null, x: 2, y: 4 });
    expect(toJson(result)).toMatchObject({
      notes: ['Stopped after 9 replicates.'],
      noteCodes: [{ code: 'stopped', values: { replicates: 9 } }],
    });
  });

  it('as GeoJSON are points where the rows have no geometry of their own', async () => {
    const { features } = JSON.parse(await written('r.geojson'));
    expect(features[1].geometry).toEqual({ type: 'Point', coordinates: [2, 4] });
    expect(features[0].properties.z).toBe(1.5);
  });

  it('have the geometry of a row beside its columns in JSON', () => {
    const shape = { type: 'Point' as const, coordinates: [1, 2] };
    const table = { columns: { id: ['a', 'b'] }, geometry: [shape, null] };
    expect(toJson({ ...result, table }).rows).toEqual([
      { id: 'a', geometry: shape },
      { id: 'b', geometry: null },
    ]);
  });

  it('of planar input are refused as GeoJSON, which has degrees only, before a file is made', async () => {
    const path = await file('plane.csv', 'x,y\n500000,3200000\n500001,3200001\n');
    const planar = runStudy(await read('dbscan', { in: path }), {
      method: 'dbscan',
      parameters: { epsM: 5, minPts: 1 },
    });
    const out = join(folder, 'plane.geojson');
    await expect(writeResult(out, planar)).rejects.toThrow(/RFC 7946.*metres of a plane/);
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });

  it('give the coordinates back that came in, digit for digit', async () => {
    const path = await file('lnglat.csv', 'lng,lat\n114.3,30.6\n118.123456789,28.1\n0,51.5\n');
    const input = await read('dbscan', { in: path });
    const { columns } = runStudy(input, {
      method: 'dbscan',
      parameters: { epsM: 100, minPts: 1 },
    }).table;
    expect(Array.from(columns.lng!)).toEqual([114.3, 118.123456789, 0]);
    expect(Array.from(columns.lat!)).toEqual([30.6, 28.1, 51.5]);
  });

  it('of another kind or table are refused', async () => {
    await expect(written('r.xls')).rejects.toMatchObject({ code: 'parameter-invalid' });
    await expect(written('r.csv', 'nope')).rejects.toThrow('bins');
  });
});

it('a column that speaks of Excel holds its days; four digits in every period are years', async () => {
  const dated = await file('excel.csv', 'x,y,excel_date\n1,2,46329\n4,5,46330.5\n');
  const { startMs } = (await read('st-dbscan', { in: dated })) as Incidents;
  expect(Array.from(startMs!)).toEqual([Date.UTC(2026, 10, 3), Date.UTC(2026, 10, 4, 12)]);
  const yearly = await file('years.csv', 'id,value,year\na,1,2024\na,2,2025\n');
  const { stepMs } = (await read('mann-kendall', { in: yearly })) as Lattice;
  expect(Array.from(stepMs!)).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2025, 0, 1)]);
});

describe('what a file or a method has no use for is refused, not dropped', () => {
  const points = 'x,y,n\n1,2,3\n4,5,6\n';
  const cells = 'id,value,month\na,1,2026-01\na,2,2026-02\n';
  it.each([
    ['dbscan', points, { columns: { weight: 'W' } }, 'no column W; there are x, y, n'],
    ['dbscan', points, { columns: { value: 'n' } }, '--columns value does not apply'],
    ['dbscan', points, { timeFormat: 'excel' }, '--timeFormat does not apply'],
    ['dbscan', points, { timeZone: 'Asia/Shanghai' }, '--timeZone does not apply'],
    ['mann-kendall', cells, { columns: { time: 'month' } }, '--columns time does not apply'],
  ] as [
    string,
    string,
    Partial<InputFiles>,
    string,
  ][])('%s of %j with %j', async (method, text, more, says) => {
    const path = await file('use.csv', text);
    await expect(read(method, { in: path, ...more })).rejects.toMatchObject({
      code: 'parameter-invalid',
      message: expect.stringContaining(says),
    });
  });

  it('neighbours of a series', async () => {
    const [path, neighbours] = [
      await file('series.csv', cells),
      await file('links.csv', 'id,neighbour\na,a\n'),
    ];
    await expect(read('mann-kendall', { in: path, neighbours })).rejects.toThrow(
      '--neighbours does not apply',
    );
  });
});

describe('cases by place and day', () => {
  it('add up, with people who are there every day', async () => {
    if (!METHODS.some((method) => method.inputs.includes('cases'))) return;
    const scan = METHODS.find((method) => method.inputs.includes('cases'))!.id;
    const cases = await file('cases.csv', 'location,day,cases\np,3,2\nq,4,1\np,3,1\n');
    const locations = await file('places.csv', 'location,x,y\np,0,0\nq,10,0\nr,20,0\n');
    const population = await file('people.csv', 'location,population\np,5\nq,6\nr,7\n');
    const table = (await read(scan, { in: cases, locations, population })) as CaseTable;
    expect(table).toMatchObject({ location: ['p', 'q', 'r'], firstDay: 3, days: 2 });
    expect(Array.from(table.cases)).toEqual([3, 0, 0, 1, 0, 0]);
    expect(Array.from(table.population!)).toEqual([5, 5, 6, 6, 7, 7]);
  });

  it('are of the day that stands there, in whatever zone, and by months where all are', async () => {
    const days = await file('days.csv', 'location,日期(UTC+8),x,y,cases\np,2026-11-03,0,0,1\n');
    const first = Date.UTC(2026, 10, 3) / 86_400_000;
    for (const timeZone of ['Asia/Shanghai', 'America/New_York'])
      expect(await read('scan', { in: days, timeZone })).toMatchObject({
        firstDay: first,
        days: 1,
      });
    const months = await file(
      'months.csv',
      'location,month,x,y,cases,population\np,2026年9月,0,0,1,100\np,2026/11,0,0,1,161\nq,2026-10,9,9,1,7\n',
    );
    const table = (await read('scan', { in: months, columns: { time: 'month' } })) as CaseTable;
    expect(table).toMatchObject({
      firstDay: Date.UTC(2026, 8, 1) / 86_400_000,
      days: 91,
      step: 'month',
    });
    // By straight line from the middle of September, 61 days before that of November.
    expect(Array.from(table.population!.slice(13, 17))).toEqual([100, 100, 101, 102]);
  });

  it('with columns that may be meant by one name are refused by the name of the file', async () => {
    const path = await file('twins.csv', '经度(GCJ02),经度(WGS84),纬度\n121,121,28\n');
    await expect(read('dbscan', { in: path })).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(/twins.csv: several columns may be meant/),
    });
  });
});

describe('help', () => {
  const help = fullHelp(METHODS);

  it('names every method, parameter and column', () => {
    for (const method of METHODS) {
      expect(help).toContain(method.id);
      for (const name of Object.keys(method.parameters.properties))
        expect(help).toContain(`--${name}`);
      for (const name of Object.keys(method.columns)) expect(help).toContain(name);
    }
  });

  it('leaves no parameter hidden behind an option of the command itself', () => {
    const own = [
      'in',
      'out',
      'table',
      'area',
      'neighbours',
      'locations',
      'population',
      'columns',
      'category',
      'from',
      'to',
    ];
    for (const method of METHODS) {
      expect(
        Object.keys(method.parameters.properties).filter((name) => own.includes(name)),
      ).toEqual([]);
    }
  });
});
