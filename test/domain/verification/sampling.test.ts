import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { gridGeometry } from '../../../server/domain/geo/grid-geometry.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import { recognisePatrols } from '../../../server/domain/verification/recognise-patrols.ts';
import { box, normRules, type Path, patrolOf, record, roundBlock, START_MS } from './walks.ts';

const RATES_S = [1, 5, 10, 30, 60];

/** Seven streets of 500 m, 70 m apart, up and down and back again, with a stay of ten minutes after the first hour. */
const comb: Path = (s) => {
  const walkedS = s < 3600 ? s : Math.max(3600, s - 600);
  const walkedM = 1.2 * (walkedS + 25 * Math.sin(walkedS / 97));
  const lengthM = 7 * 570;
  const [turn, rest] = [Math.floor(walkedM / lengthM), walkedM % lengthM];
  const along = turn % 2 === 0 ? rest : lengthM - rest;
  const [street, way] = [Math.floor(along / 570), along % 570];
  const y = Math.min(way, 500);
  return { x: street * 70 + Math.max(0, way - 500), y: street % 2 === 0 ? y : 500 - y };
};

describe.each([
  ['round a 250 m block', roundBlock(), box(-50, -50, 300, 300)],
  ['along the streets of a grid with a rest', comb, box(-30, -30, 520, 530)],
])('a two-hour walk %s', (_, path, polygon) => {
  const verdicts = RATES_S.map((everyS) =>
    judgePatrol(patrolOf(record({ path, everyS }), { grid: { version: 1, polygon } })),
  );
  const [finest] = verdicts;

  test('gives effective minutes within 3 % at any sampling from 1 to 60 s', () => {
    const truth = finest!.measures.effectiveMin.best;
    expect(truth).toBeGreaterThan(117);
    for (const { measures } of verdicts)
      expect(Math.abs(measures.effectiveMin.best / truth - 1)).toBeLessThan(0.03);
  });

  test('gives coverage within 5 points, and an interval that grows no narrower', () => {
    const truth = finest!.measures.coverage.best;
    for (const { measures } of verdicts)
      expect(Math.abs(measures.coverage.best - truth)).toBeLessThan(0.05);
    const width = ({ high, low }: { high: number; low: number }) => high - low;
    expect(width(verdicts.at(-1)!.measures.coverage)).toBeGreaterThan(
      width(finest!.measures.coverage),
    );
  });

  test('gives a distance that noise and sampling change by less than a tenth', () => {
    const walkedM = (path === comb ? 110 : 120) * 60 * 1.2;
    for (const { measures } of verdicts)
      expect(Math.abs(measures.distanceM.best / walkedM - 1)).toBeLessThan(0.1);
  });
});

test.each([
  1, 2, 5, 10, 30, 45, 60,
])('at %d s, at least 118 of 120 minutes round a block are recognised, and nothing else of the day', (everyS) => {
  const walk = roundBlock();
  const path: Path = (s) => walk(Math.min(Math.max(s - 1800, 0), 7200));
  const fixes = record({ path, everyS, minutes: 180 });
  const geometry = gridGeometry({ polygon: box(-50, -50, 300, 300) }, 25);
  const patrols = recognisePatrols(fixes, geometry, normRules());
  expect(patrols).toHaveLength(1);
  const [{ startMs, endMs, walkedMin }] = patrols as [(typeof patrols)[0]];
  expect(walkedMin).toBeGreaterThanOrEqual(118);
  expect(Math.abs(startMs - START_MS - 30 * MINUTE_MS)).toBeLessThan(2 * MINUTE_MS);
  expect(Math.abs(endMs - START_MS - 150 * MINUTE_MS)).toBeLessThan(2 * MINUTE_MS);
});
