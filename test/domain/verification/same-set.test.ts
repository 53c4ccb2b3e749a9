import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import { gridGeometry } from '../../../server/domain/geo/grid-geometry.ts';
import {
  type ComparedTrack,
  comparedTrack,
} from '../../../server/domain/verification/integrity/compared-track.ts';
import {
  packTrack,
  unpackTrack,
} from '../../../server/domain/verification/integrity/packed-track.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import { canonicalFixes, hashFixSet } from '../../../server/domain/verification/track/fix-set.ts';
import { patrolOf, record, roundBlock, START_MS } from './walks.ts';

const fixes = record({ path: roundBlock(), everyS: 20 });
const dayBefore = record({
  path: roundBlock(),
  everyS: 20,
  seed: 2,
  startMs: START_MS - 1440 * MINUTE_MS,
});
// Longer than the patrol, to either side.
const colleague = record({
  path: roundBlock(250, 1.1),
  everyS: 20,
  seed: 3,
  handheldId: 2,
  minutes: 140,
  startMs: START_MS - 10 * MINUTE_MS,
});
const company = { history: [comparedTrack(dayBefore)], others: [comparedTrack(colleague)] };
const input = patrolOf(fixes, company);
const geometry = gridGeometry(input.grid, 25);
const bytes = (some: readonly Fix[]) =>
  JSON.stringify(judgePatrol({ ...input, geometry, fixes: some }));
const expected = bytes(fixes);

test('permuted, repeated and re-batched fixes give the same bytes', () => {
  const order = fc.shuffledSubarray([...fixes.keys()], { minLength: fixes.length });
  const copies = fc.array(fc.nat(fixes.length - 1), { maxLength: 100 });
  fc.assert(
    fc.property(order, copies, (permutation, repeated) => {
      const delivered = [...permutation, ...repeated].map((i) => fixes[i]!);
      expect(bytes(delivered)).toBe(expected);
    }),
    { numRuns: 25, seed: 1 },
  );
});

test('fixes delivered a day late, in part sent twice, give the same bytes', () => {
  const late = fixes.map((fix) => ({
    ...fix,
    sentMs: fix.sentMs! + 1440 * MINUTE_MS,
    receivedMs: fix.receivedMs + 1440 * MINUTE_MS,
  }));
  expect(bytes(late)).toBe(expected);
  expect(bytes([...late, ...fixes.slice(0, 50)])).toBe(expected);
});

test('tracks compared with come in any order too', () => {
  const judged = (history: Fix[][]) =>
    JSON.stringify(
      judgePatrol({ ...input, geometry, ...company, history: history.map(comparedTrack) }),
    );
  expect(judged([colleague.toReversed(), [...dayBefore, ...dayBefore].toReversed()])).toBe(
    judged([dayBefore, colleague]),
  );
});

test('of another track only what lies within the patrol counts', () => {
  const during = colleague.filter(({ t }) => t >= START_MS && t <= START_MS + 120 * MINUTE_MS);
  expect(during.length).toBeLessThan(colleague.length);
  const others = [comparedTrack(during)];
  expect(JSON.stringify(judgePatrol({ ...input, geometry, others }))).toBe(expected);
});

test('packed tracks give the same bytes', () => {
  const packed = (track: ComparedTrack) => unpackTrack(packTrack(track));
  const others = company.others.map(packed);
  const history = company.history.map(packed);
  expect(JSON.stringify(judgePatrol({ ...input, geometry, others, history }))).toBe(expected);
});

test('a packed track is given back as it was, whatever is in it', () => {
  const fix = fc.record({
    t: fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2100, 0, 1) }),
    handheldId: fc.nat(),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    accuracyM: fc.option(fc.float({ min: 0, max: 100_000, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(fix, { maxLength: 60 }), (told) => {
      const track = comparedTrack(told.map((part, seq) => ({ ...fixes[0]!, ...part, seq })));
      expect(unpackTrack(packTrack(track))).toEqual(track);
    }),
    { seed: 1 },
  );
});

test('a geometry prepared beforehand changes nothing', () => {
  expect(JSON.stringify(judgePatrol(input))).toBe(expected);
});

test('the hash of a set changes with any fix and with nothing else', () => {
  const hash = (some: readonly Fix[]) => hashFixSet(canonicalFixes(some));
  expect(hash(fixes.toReversed())).toBe(hash(fixes));
  expect(hash(fixes.slice(1))).not.toBe(hash(fixes));
  const nudged = fixes.with(3, { ...fixes[3]!, lat: fixes[3]!.lat + 1e-7 });
  expect(hash(nudged)).not.toBe(hash(fixes));
  expect(hash(fixes)).toMatch(/^[0-9a-f]{64}$/);
});

test('of two fixes under one identity the same stays in any order', () => {
  const twin = { ...fixes[5]!, lng: fixes[5]!.lng + 0.01 };
  const [a, b] = [canonicalFixes([...fixes, twin]), canonicalFixes([twin, ...fixes])];
  expect(a).toEqual(b);
  expect(a).toHaveLength(fixes.length);
});
