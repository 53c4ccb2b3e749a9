import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Checkpoint } from '../../../server/contract/norms/norm.ts';
import { RULE_SET } from '../../../server/contract/patrols/rule-set.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { gridGeometry } from '../../../server/domain/geo/grid-geometry.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import type { Scan } from '../../../server/domain/verification/measures/scanned-checkpoints.ts';
import { at, patrolOf, record, roundBlock, START_MS } from './walks.ts';

const fixes = record({ path: roundBlock(), everyS: 20 });
const gate: Checkpoint = { id: 'gate', name: '', position: at(0, 0), radiusM: 20, minDwellS: 0 };
/** Where the walk does not come. */
const inside = { ...gate, id: 'inside', position: at(120, 120) };
const bare = patrolOf(fixes);
const geometry = gridGeometry(bare.grid, 25);
const scan = (minute: number, one: Partial<Scan> = {}): Scan => ({
  atMs: START_MS + minute * MINUTE_MS,
  ...{ checkpointId: 'inside', position: inside.position, kind: 'day', typed: false, ...one },
});
const judge = (scans: readonly Scan[], asked: object = { checkpoints: [gate, inside] }) => {
  const { rules, ...norm } = bare.norm;
  return judgePatrol({
    ...bare,
    geometry,
    norm: { ...norm, rules: { ...rules, ...asked } },
    scans,
  });
};
const visited = (scans: readonly Scan[], asked?: object) =>
  judge(scans, asked).checkpoints.map((checkpoint) => checkpoint.visited);

test('a checkpoint is visited by position or by a code, and the verdict says which and how far the track was', () => {
  expect(visited([])).toEqual([true, false]);
  const { basis, checkpoints, outcome } = judge([
    scan(30),
    scan(40, { checkpointId: 'gate', position: gate.position, kind: 'tag', typed: true }),
  ]);
  expect(outcome).toBe('completed');
  expect(basis.ruleSet).toBe(RULE_SET);
  expect(basis.scanSet).toMatch(/^[0-9a-f]{64}$/);
  expect(checkpoints).toMatchObject([
    { visited: true, by: ['position', 'tag'], scans: [{ kind: 'tag', typed: true }] },
    {
      ...{ visited: true, by: ['day'], dwellS: 0, firstMs: START_MS + 30 * MINUTE_MS },
      scans: [{ atMs: START_MS + 30 * MINUTE_MS, kind: 'day', typed: false }],
    },
  ]);
  const distanceM = checkpoints[1]!.scans![0]!.distanceM!;
  expect(distanceM).toBeGreaterThan(80);
  expect(distanceM).toBeLessThan(180);
});

test('a scan outside the patrol, of another checkpoint or of a place it was moved from counts nothing and leaves the bytes', () => {
  const without = JSON.stringify(judge([]));
  expect(JSON.parse(without).basis.ruleSet).toBe(RULE_SET);
  for (const one of [
    scan(-1),
    scan(121),
    scan(30, { checkpointId: 'other' }),
    scan(30, { position: at(120, 145) }),
  ])
    expect(JSON.stringify(judge([one]))).toBe(without);
  // As far as it may be off.
  expect(visited([scan(30, { position: at(120, 135) })])).toEqual([true, true]);
});

test('where a norm asks for a code, being near does not do, and a sign that can be copied may not', () => {
  const asked = (confirmedBy: Checkpoint['confirmedBy']) => ({
    checkpoints: [{ ...gate, confirmedBy }],
  });
  const own = { checkpointId: 'gate', position: gate.position };
  const tag = scan(30, { ...own, kind: 'tag' });
  expect(judge([], asked('code'))).toMatchObject({
    outcome: 'incomplete',
    checkpoints: [{ visited: false, by: [], scans: [] }],
    basis: { ruleSet: RULE_SET },
  });
  expect([visited([tag], asked('code')), visited([tag], asked('day-code'))]).toEqual([
    [true],
    [false],
  ]);
  expect(visited([scan(30, own)], asked('day-code'))).toEqual([true]);
});

test('scans keep an order that the norm asks for', () => {
  const checkpoints = [inside, gate].map((one) => ({ ...one, confirmedBy: 'code' }));
  const reasons = (minute: number) =>
    judge([scan(minute), scan(5, { checkpointId: 'gate', position: gate.position })], {
      ...{ checkpoints, checkpointsOrdered: true },
    }).reasons.map(({ code }) => code);
  expect(reasons(2)).toEqual(['met']);
  expect(reasons(6)).toEqual(['checkpoint-order']);
});

test('scans in any order, sent again, and beside any fixes give the same bytes', () => {
  const scans = [
    scan(10),
    scan(10, { kind: 'tag' }),
    scan(31, { typed: true }),
    scan(50, { checkpointId: 'gate', position: gate.position }),
    scan(50, { checkpointId: 'gate', position: at(3, 0) }),
  ];
  const bytes = JSON.stringify(judge(scans));
  const order = fc.shuffledSubarray(scans, { minLength: scans.length });
  fc.assert(
    fc.property(order, fc.array(fc.constantFrom(...scans), { maxLength: 4 }), (some, again) => {
      expect(JSON.stringify(judge([...some, ...again]))).toBe(bytes);
    }),
    { numRuns: 10, seed: 1 },
  );
});
