import fc from 'fast-check';
import { cellToChildren, cellToParent, getResolution, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import {
  WARNING_LEVELS,
  WARNING_STATES,
  type WarningLevel,
} from '../../../server/contract/warnings/warning.ts';
import { assignEpisodes } from '../../../server/domain/warnings/assign.ts';
import { strongestFirst } from '../../../server/domain/warnings/fingerprint.ts';
import { nextState, stepsOfPerson } from '../../../server/domain/warnings/life-cycle.ts';
import { WARNING_POLICY } from '../../../server/domain/warnings/policy.ts';
import { placeMatcher } from '../../../server/domain/warnings/same-place.ts';
import type { Sighting } from '../../../server/domain/warnings/sighting.ts';
import { standingOf } from '../../../server/domain/warnings/standing.ts';
import { findingOf } from '../../support/made/findings.ts';
import { createLedger } from './ledger.ts';

const cell = latLngToCell(28.58, 121.37, 9);
const place = gridDisk(cell, 1).sort();
const sighting = (day: number, level: WarningLevel, owner: number | null = null): Sighting => ({
  at: day * DAY_MS,
  n: 0,
  category: null,
  level,
  place: 'p',
  fingerprint: '',
  owner,
});
const levelsAfter = (found: (WarningLevel | null)[]) => {
  const ledger = createLedger({ forgetful: true });
  return found.map((level, day) => {
    ledger.run(day * DAY_MS, level ? [{ cells: place, level }] : []);
    return ledger
      .warnings()
      .map((w) => `${w.level}${w.state === 'expired' ? ' expired' : ''}`)
      .join(', ');
  });
};

describe('The level of a warning', () => {
  it.each<[string, (WarningLevel | null)[], string[]]>([
    ['rises at once', ['blue', 'red'], ['blue', 'red']],
    [
      'does not follow runs that find it and miss it in turn',
      ['red', null, 'red', null, 'red', null, null, 'red'],
      Array.from({ length: 8 }, () => 'red'),
    ],
    [
      'does not follow runs that find it higher and lower in turn',
      ['orange', 'blue', 'yellow', 'orange', 'blue', 'blue', 'orange'],
      Array.from({ length: 7 }, () => 'orange'),
    ],
    [
      'falls after three daily runs below it, to what they found',
      ['red', 'orange', 'yellow', 'yellow', 'yellow', 'blue'],
      ['red', 'red', 'red', 'orange', 'yellow', 'yellow'],
    ],
    [
      'falls to the mildest where they found nothing, and ends after five',
      ['red', null, null, null, null, null, null],
      ['red', 'red', 'red', 'blue', 'blue', 'blue expired', 'blue expired'],
    ],
  ])('%s', (_, found, levels) => {
    expect(levelsAfter(found)).toEqual(levels);
  });

  it('never falls from a level that one of the last three daily runs found', () => {
    const found = fc.array(fc.option(fc.constantFrom(...WARNING_LEVELS)), { maxLength: 30 });
    const rank = (level: WarningLevel | null) => (level ? WARNING_LEVELS.indexOf(level) : -1);
    fc.assert(
      fc.property(found, (levels) => {
        const ledger = createLedger({ forgetful: true });
        for (const [day, level] of levels.entries()) {
          const before = new Map(ledger.warnings().map(({ id, level }) => [id, level]));
          ledger.run(day * DAY_MS, level ? [{ cells: place, level }] : []);
          for (const { id, level: now } of ledger.warnings()) {
            const was = before.get(id) ?? now;
            if (rank(now) < rank(was))
              for (const late of levels.slice(Math.max(0, day - 2), day + 1))
                expect(rank(late)).toBeLessThan(rank(was));
          }
        }
      }),
      { seed: 19, numRuns: 100 },
    );
  });

  it('is the highest found in the time it takes to fall, by definition', () => {
    const episode = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(...WARNING_LEVELS)), {
        minLength: 1,
      })
      .map((found) => found.map(([d, l]) => sighting(d, l)).sort((a, b) => a.at - b.at));
    fc.assert(
      fc.property(episode, fc.integer({ min: 0, max: 4 }), (found, after) => {
        const asOf = found.at(-1)!.at + after * DAY_MS;
        const since = asOf - WARNING_POLICY.fallAfterH * HOUR_MS;
        const ranks = found
          .filter(({ at }) => at > since)
          .map(({ level }) => WARNING_LEVELS.indexOf(level));
        expect(standingOf(found, asOf, WARNING_POLICY).level).toBe(
          WARNING_LEVELS[Math.max(0, ...ranks)],
        );
      }),
      { seed: 20, numRuns: 200 },
    );
  });
});

/** Share of the smaller set in the other at the coarser resolution, by definition. */
function overlapOf(a: string[], b: string[]): number {
  const resolution = Math.min(...[...a, ...b].map(getResolution));
  const [x, y] = [a, b].map(
    (cells) => new Set(cells.map((c) => cellToParent(c, Math.min(resolution, getResolution(c))))),
  ) as [Set<string>, Set<string>];
  return [...x].filter((c) => y.has(c)).length / Math.min(x.size, y.size);
}

describe('Two places', () => {
  const same = (a: string[], b: string[]) =>
    placeMatcher(
      new Map([
        ['a', a],
        ['b', b],
      ]),
      WARNING_POLICY.overlapMin,
    )('a', 'b');

  it('are one by the share of the smaller that lies in the larger', () => {
    expect(same([cell], place)).toBe(true);
    expect(same(place, gridDisk(cell, 2))).toBe(true);
    expect(same(place.slice(0, 4), place.slice(3))).toBe(true);
    expect(same(place.slice(0, 4), gridDisk(cell, 2).slice(7))).toBe(false);
    expect(same([], place)).toBe(false);
  });

  it('are found among many as each pair is alone', () => {
    const sets = Array.from({ length: 40 }, (_, k) => {
      const disk = gridDisk(gridDisk(cell, 4)[k]!, k % 3);
      return k % 5 === 0 ? disk.flatMap((c) => cellToChildren(c, 10)).slice(0, 9) : disk;
    });
    const matches = placeMatcher(new Map(sets.map((set, k) => [String(k), set])), 0.25);
    for (const [i, a] of sets.entries())
      for (const [j, b] of sets.entries())
        expect(matches(String(i), String(j))).toBe(i === j || overlapOf(a, b) >= 0.25);
  });

  it('of different resolution are compared at the coarser', () => {
    const finer = cellToChildren(cell, 11).slice(0, 5);
    expect(same(finer, place)).toBe(true);
    expect(same(place, finer)).toBe(true);
  });
});

describe('Episodes that parted or met', () => {
  const touched = (id: number) => ({ id, touched: true });
  const plain = (id: number) => ({ id, touched: false });
  it('leave the warning to the part found last', () => {
    const parts = [[sighting(1, 'red', 7)], [sighting(9, 'red', 7)]];
    expect(assignEpisodes(parts, [plain(7)])).toEqual({ carriers: [null, 7], left: [] });
  });
  it('keep the oldest warning, but one a person has touched before it', () => {
    const met = [[sighting(1, 'red', 7), sighting(2, 'red', 8), sighting(3, 'red', 9)]];
    expect(assignEpisodes(met, [7, 8, 9].map(plain))).toEqual({
      carriers: [7],
      left: [
        { id: 8, into: 0 },
        { id: 9, into: 0 },
      ],
    });
    expect(assignEpisodes(met, [plain(7), touched(8), plain(9)]).carriers).toEqual([8]);
  });
  it('say of a warning without any sighting that nothing took its place', () => {
    expect(assignEpisodes([], [plain(7)])).toEqual({ carriers: [], left: [{ id: 7, into: null }] });
  });
});

describe('The life of a warning', () => {
  it('allows persons these steps and no others', () => {
    expect(
      Object.fromEntries(WARNING_STATES.map((state) => [state, stepsOfPerson(state)])),
    ).toEqual({
      raised: ['acknowledge', 'take', 'close'],
      acknowledged: ['take', 'close'],
      'in-hand': ['take', 'close'],
      closed: [],
      expired: ['close'],
    });
  });
  it('never lets the machine end what is in hand or closed', () => {
    for (const state of ['in-hand', 'closed'] as const)
      for (const step of ['expire', 'raise-again'] as const)
        expect(nextState(state, step)).toBeUndefined();
  });
});

it('Findings stand in one order whatever order they were found in', () => {
  const findings = (['blue', 'red', 'yellow', 'red'] as const).map((level, k) =>
    findingOf({ areaId: 1, level, p: k / 100 }),
  );
  const ordered = strongestFirst(findings);
  expect(ordered.map(({ level, p }) => [level, p])).toEqual([
    ['red', 0.01],
    ['red', 0.03],
    ['yellow', 0.02],
    ['blue', 0],
  ]);
  expect(strongestFirst([...findings].reverse())).toEqual(ordered);
});
