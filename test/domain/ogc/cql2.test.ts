import { expect, it } from 'vitest';
import { readCql2Json } from '../../../server/domain/ogc/cql2/read-json.ts';
import { readCql2Text } from '../../../server/domain/ogc/cql2/read-text.ts';
import { requireGeometry } from '../../../server/domain/ogc/cql2/require-geometry.ts';

const level = { property: 'level' };

it.each([
  ["level = 'red'", { op: '=', args: [level, 'red'] }],
  ['TRUE', { op: 'and', args: [true] }],
  [
    "not (false) or level = 'red'",
    {
      op: 'or',
      args: [
        { op: 'not', args: [{ op: 'and', args: [false] }] },
        { op: '=', args: [level, 'red'] },
      ],
    },
  ],
  [
    '"level" <> 3 and not p < 1e-3',
    {
      op: 'and',
      args: [
        { op: '<>', args: [level, 3] },
        { op: 'not', args: [{ op: '<', args: [{ property: 'p' }, 0.001] }] },
      ],
    },
  ],
  [
    "level='it''s' OR level IN ('a', 'b') AND p IS NOT NULL",
    {
      op: 'or',
      args: [
        { op: '=', args: [level, "it's"] },
        {
          op: 'and',
          args: [
            { op: 'in', args: [level, ['a', 'b']] },
            { op: 'not', args: [{ op: 'isNull', args: [{ property: 'p' }] }] },
          ],
        },
      ],
    },
  ],
  [
    '(p between -1 and .5) and supported = TRUE',
    {
      op: 'and',
      args: [
        { op: 'between', args: [{ property: 'p' }, -1, 0.5] },
        { op: '=', args: [{ property: 'supported' }, true] },
      ],
    },
  ],
  ["level not like '%网格_'", { op: 'not', args: [{ op: 'like', args: [level, '%网格_'] }] }],
  [
    'S_INTERSECTS(geometry, POINT(121.3 28.5))',
    {
      op: 's_intersects',
      args: [{ property: 'geometry' }, { type: 'Point', coordinates: [121.3, 28.5] }],
    },
  ],
  [
    "t_during(time, INTERVAL('2026-01-01', '..'))",
    {
      op: 't_during',
      args: [{ property: 'time' }, { interval: ['2026-01-01', '..'] }],
    },
  ],
])('reads %s as CQL2 JSON has it', (text, json) => {
  expect(readCql2Text(text)).toEqual(json);
  expect(readCql2Json(JSON.stringify(json))).toEqual(json);
});

it.each([
  ['level', /a comparison .* is wanted where it ends/],
  ["level = 'red' level", /the end, AND or OR is wanted where "level" stands/],
  ['(level = 1', /"\)" is wanted where it ends/],
  ['level = ', /a property or a value is wanted where it ends/],
  ['level ? 1', /cannot read from "\? 1" on/],
  ['s_within(geometry, POLYGON((0 0)', /bracket of a geometry is not closed/],
  ['s_within(geometry, POLYGON((0 0, 1)))', /POLYGON\(\(0 0, 1\)\) is no WKT/],
  [`${'('.repeat(60)}a=1${')'.repeat(60)}`, /at most 50 levels/],
])('says where %s cannot be read', (text, says) => {
  expect(() => readCql2Text(text)).toThrow(says);
});

it.each([
  ['{', /not valid JSON/],
  ['{"op":"="}', /"args", a list/],
  ['{"op":"sin","args":[]}', /one of and, or, not, =/],
  ['{"op":"t_after","args":[{"property":"time"},{"interval":5}]}', /a list of two ends/],
])('says what of %s is no CQL2 JSON', (text, says) => {
  expect(() => readCql2Json(text)).toThrow(says);
});

const point = { type: 'Point', coordinates: [121.3, 28.5] };
const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

it.each([
  point,
  {
    type: 'LineString',
    coordinates: [
      [0, 0, 5],
      [1, 1, 5],
    ],
  },
  { type: 'MultiPolygon', coordinates: [[ring, ring]] },
  { type: 'GeometryCollection', geometries: [point] },
])('takes the geometry %j', (geometry) => {
  expect(() => requireGeometry(geometry)).not.toThrow();
});

it.each([
  { type: 'Point', coordinates: [121.3, Number.NaN] },
  { type: 'Point', coordinates: ['121.3', '28.5'] },
  { type: 'Point' },
  { type: 'LineString', coordinates: [[0, 0]] },
  { type: 'Polygon', coordinates: [ring.slice(0, 3)] },
  { type: 'Polygon', coordinates: [[...ring.slice(0, 3), [0, 1]]] },
  { type: 'GeometryCollection', geometries: [point, { type: 'constructor' }] },
  { type: 'GeometryCollection', geometries: [null] },
])('refuses %j, which no store can take', (geometry) => {
  expect(() => requireGeometry(geometry)).toThrow(/not a whole geometry/);
});
