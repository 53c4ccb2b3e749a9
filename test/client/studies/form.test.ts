import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { GROUPS } from '../../../client/studies/form/groups.ts';
import { bodyOf, questionOf } from '../../../client/studies/form/question.ts';
import {
  applies,
  fieldsOf,
  firstValues,
  givenValues,
  gridCounts,
  refusedField,
} from '../../../client/studies/form/schema.ts';
import { classBounds } from '../../../client/studies/result/scale.ts';
import { cellText, compareCells, placesOf } from '../../../client/studies/result/tables.ts';
import { figureName, methodWords, noteText, valueText } from '../../../client/studies/said.ts';
import { NOTE_CODES } from '../../../server/contract/studies/note.ts';
import { fittedValues } from '../../../server/contract/studies/starting-values.ts';
import type { MethodInfo, Study } from '../../../server/contract/studies/study.ts';
import { tellNotes } from '../../../server/contract/studies/tell-notes.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { WORDS } from '../../../server/contract/words/index.ts';
import { ANALYSIS_ERRORS } from '../../../server/domain/analysis/error.ts';
import { readParameters, runMethod } from '../../../server/domain/analysis/method.ts';
import { METHODS, methodNamed } from '../../../server/domain/analysis/methods.ts';
import { note } from '../../../server/domain/analysis/notes.ts';
import { clusteredPoints, incidentsAt } from '../../domain/analysis/support.ts';

const ZONE = 'Asia/Shanghai';
const { analysis: zh, console: words } = WORDS.zh;
const { analysis: en } = WORDS.en;
/** A method as it arrives over the wire. */
const info = (id: string): MethodInfo =>
  JSON.parse(JSON.stringify(METHODS.find((m) => m.id === id))) as MethodInfo;

const IDS = METHODS.map(({ id }) => id);

test('the form offers every method, each in one group and with a name', () => {
  expect(Object.values(GROUPS).flat()).toEqual(IDS);
  expect(Object.keys(words.studies.methodName)).toEqual(IDS);
  expect(Object.keys(words.studies.group)).toEqual(Object.keys(GROUPS));
});

test('every way a study fails has its words', () => {
  expect(Object.keys(words.studies.failure)).toEqual([...Object.keys(ANALYSIS_ERRORS), 'internal']);
});

test.each(
  IDS,
)('summary, parameters, units and columns of %s have their words, in English those of the API', (id) => {
  const method = info(id);
  const fields = fieldsOf(method);
  expect(methodWords(en, id)).toEqual({
    summary: method.summary,
    parameters: Object.fromEntries(fields.map(({ name, description }) => [name, description])),
    columns: method.columns,
  });
  const chinese = methodWords(zh, id);
  expect(chinese.summary).not.toBe(method.summary);
  expect(Object.keys(chinese.parameters)).toEqual(fields.map(({ name }) => name));
  expect(Object.keys(chinese.columns)).toEqual(Object.keys(method.columns));
  for (const { unit } of fields) if (unit) expect(Object.keys(zh.units)).toContain(unit);
});

test('every note is said in Chinese, its values in place', () => {
  expect(Object.keys(zh.notes)).toEqual([...NOTE_CODES]);
  const stored = [note('snapped', { percent: 67, most: 501 }), 'As it was said before.'];
  const { notes, noteCodes } = tellNotes(stored);
  expect(notes).toEqual([
    'Positions look snapped: 67 % of incidents share a position, 501 the busiest one.',
    'As it was said before.',
  ]);
  expect(notes.map((sentence, i) => noteText(zh, sentence, noteCodes[i]!))).toEqual([
    '位置疑似被归并：67% 的事件与其他事件位置相同，最多的一处有 501 个。',
    'As it was said before.',
  ]);
  expect(notes.map((sentence, i) => noteText(en, sentence, noteCodes[i]!))).toEqual(notes);
});

test('a text of a result is said where it is a word of the methods, and else as it is', () => {
  expect(valueText(zh, 'intensifying hot spot')).toBe('加强的热点');
  expect(['constructor', 'a.b:c', '120,30'].map((text) => valueText(zh, text))).toEqual([
    'constructor',
    'a.b:c',
    '120,30',
  ]);
});

const GIVEN: Record<string, Record<string, unknown>> = {
  dbscan: { epsM: 300 },
  'st-dbscan': { epsM: 300, epsDays: 20 },
  'kde-ratio': { above: 'theft' },
  'gi-star': { cells: 'square', sideM: 200 },
  'local-moran': { cells: 'square', sideM: 200 },
  emerging: { cells: 'square', sideM: 400, stepDays: 10 },
  scan: { replicates: 9 },
  knox: { permutations: 9 },
  backtest: { bootstraps: 0, learnPeriods: 1, testFrom: '1970-02-20' },
};

test.each(IDS.filter((id) => id !== 'rates'))('every figure of %s has a name', (id) => {
  const places = clusteredPoints(200, 21);
  const startMs = Float64Array.from(places, (_, i) => ((i * 7) % 70) * DAY_MS);
  const category = places.map((_, i) => (i % 3 === 0 ? 'theft' : 'litter'));
  const input = incidentsAt(places, { startMs, endMs: startMs, category });
  const { summary } = runMethod(methodNamed(id), input, GIVEN[id]);
  const unnamed = Object.keys(summary).filter((name) => figureName(zh, name) === name);
  expect(unnamed).toEqual([]);
});

test.each(
  IDS,
)('the form of %s starts with a question the method takes once its category is named', (id) => {
  const categories = fieldsOf(info(id)).filter((f) => f.isNeeded && f.kind === 'category');
  const named = Object.fromEntries(categories.map(({ name }) => [name, 'fire']));
  const fitted = fittedValues(id, { resolution: 10, cellM: 80, epsM: 60 });
  const given = { ...givenValues(firstValues(info(id), ZONE)), ...fitted, ...named };
  expect(() => readParameters(methodNamed(id), given)).not.toThrow();
});

test('a number without a default is needed and never folded away', () => {
  const eps = fieldsOf(info('dbscan')).find(({ name }) => name === 'epsM');
  expect(eps).toMatchObject({ kind: 'number', unit: 'm', isNeeded: true, isAdvanced: false });
});

test('what is left empty is left out; zero and no are kept', () => {
  expect(givenValues({ a: '', b: null, c: undefined, d: 0, e: false })).toEqual({ d: 0, e: false });
});

test('a refusal names its field', () => {
  expect(refusedField('parameter-invalid: epsM: must be > 0')).toEqual({
    name: 'epsM',
    message: 'must be > 0',
  });
  const dropped = 'rings does not apply here: it belongs to a study without bandM';
  expect(refusedField(`parameter-invalid: ${dropped}`)).toEqual({
    name: 'rings',
    message: dropped.slice('rings '.length),
  });
  expect(refusedField('selection.from must lie before selection.to')).toBeNull();
  expect(refusedField(undefined)).toBeNull();
});

test('counts by grid are for methods that take them and need no times', () => {
  expect(['rates', 'gi-star', 'emerging', 'kde'].map((id) => gridCounts(info(id)))).toEqual([
    'must',
    'may',
    'cannot',
    'cannot',
  ]);
});

test('what lays out single incidents is neither shown nor sent where counts by grid are asked', () => {
  const method = info('gi-star');
  const laidOut = ['cells', 'resolution', 'sideM'];
  const shown = (counted: boolean) =>
    fieldsOf(method).flatMap((field) => (applies(field, counted) ? [field.name] : []));
  expect(shown(false)).toEqual(expect.arrayContaining(laidOut));
  expect(shown(true).filter((name) => ['cells', 'sideM'].includes(name))).toEqual([]);
  expect(shown(true)).toContain('contiguity');
  const question = {
    name: 'x',
    method: 'gi-star',
    days: null,
    areaId: null,
    categories: [],
    cases: 'all' as const,
    parameters: { cells: 'square', sideM: 200, alpha: 0.1 },
  };
  const sent = (counts: boolean) => bodyOf({ ...question, counts }, method, ZONE).parameters;
  expect(sent(false)).toEqual({ cells: 'square', sideM: 200, alpha: 0.1 });
  expect(sent(true)).toEqual({ alpha: 0.1 });
});

test('of spans of days and the calendar only what belongs to the steps is shown and sent', () => {
  const method = info('mann-kendall');
  const first = firstValues(method, ZONE);
  const question = {
    ...{ name: 'x', method: 'mann-kendall', days: null, areaId: null, categories: [] },
    ...{ cases: 'all' as const, counts: false },
  };
  const sent = (parameters: Record<string, unknown>) =>
    bodyOf({ ...question, parameters: { ...first, ...parameters } }, method, ZONE).parameters;
  expect(sent({ stepDays: 3 })).toEqual({ steps: 'days', stepDays: 3 });
  expect(sent({ steps: 'month', stepDays: 3 })).toEqual({ steps: 'month', timeZone: ZONE });
});

test('a question asked again is the same question', () => {
  const method = info('gi-star');
  const question = {
    name: ' fires ',
    method: 'gi-star',
    days: [dayjs('2026-03-01'), dayjs('2026-03-31')] as [dayjs.Dayjs, dayjs.Dayjs],
    areaId: 3,
    categories: ['fire'],
    cases: 'late' as const,
    counts: true,
    parameters: firstValues(method, ZONE),
  };
  const body = bodyOf(question, method, ZONE);
  expect(body).toMatchObject({
    name: 'fires',
    selection: {
      from: '2026-02-28T16:00:00.000Z',
      to: '2026-03-31T16:00:00.000Z',
      areaId: 3,
      categories: ['fire'],
      cases: 'late',
      counts: 'grids',
    },
  });
  expect(bodyOf(questionOf(body as unknown as Study, method, ZONE), method, ZONE)).toEqual(body);
});

test('classes split skewed values and hold none twice', () => {
  expect(classBounds(Array.from({ length: 101 }, (_, i) => i))).toEqual([1, 50, 75, 90, 97]);
  expect(classBounds([2, 2, 2])).toEqual([2]);
  expect(classBounds([0, null, -1])).toEqual([]);
});

test('a row is where its geometry is, else at its position, else in its cell', () => {
  const columns = { lng: [121], lat: [0] };
  const point = { type: 'Point' as const, coordinates: [1, 2] };
  expect(placesOf({ columns, geometry: [point] }, null)).toEqual([point]);
  expect(placesOf({ columns }, null)).toEqual([{ type: 'Point', coordinates: [121, 0] }]);
  expect(placesOf({ columns }, 222_390)).toMatchObject([
    {
      type: 'Polygon',
      coordinates: [
        [
          [120, -1],
          [122, -1],
          [122, 1],
          [120, 1],
          [120, -1],
        ],
      ],
    },
  ]);
  expect(placesOf({ columns: { ratio: [1] } }, null)).toBeNull();
});

test('values read short, and nothing sorts last', () => {
  expect([0.123456, 121.36552, 12, null, 3e-7].map(cellText)).toEqual([
    '0.1235',
    '121.3655',
    '12',
    '—',
    '3.00e-7',
  ]);
  expect([null, 10, 9, undefined, 1].sort(compareCells)).toEqual([1, 9, 10, null, undefined]);
});
