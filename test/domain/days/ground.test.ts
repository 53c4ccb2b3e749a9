import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import {
  foldGround,
  type GroundRules,
  type SeenDay,
  STALE_DAYS_MAX,
} from '../../../server/domain/days/fold-ground.ts';
import { addDays } from '../../../server/domain/metrics/periods.ts';

const DAY = '2026-06-30';
const rules: GroundRules = { ...defaultNorm().rules, periodDays: 3, coveragePerPeriod: 0.75 };
const sets = new Map([
  [1, { cells: ['a', 'b', 'c', 'd'], weights: [10, 10, 10, 10] }],
  [2, { cells: ['c', 'd', 'e'], weights: [10, 10, 20] }],
]);
const cellsOf = (id: number) => sets.get(id)!;
const seen = (back: number, bits: string | null, own: Partial<SeenDay> = {}): SeenDay => ({
  day: addDays(DAY, -back),
  officerId: 1,
  holds: true,
  cellSetId: 1,
  seen: bits,
  visits: null,
  rules,
  ...own,
});
const ground = (...history: SeenDay[]) => foldGround(DAY, history, cellsOf);

describe('The ground of a grid', () => {
  it('says how long ago each cell was seen, one never seen counting from the first day on record', () => {
    expect(ground(seen(0, '1000'), seen(1, '1100'), seen(5, null))).toMatchObject({
      cellWeight: 40,
      staleWeightDays: 10 * (0 + 1 + 6 + 6),
      staleMaxDays: 6,
      unseenWeight: 20,
    });
  });

  it('looks no further back than a quarter', () => {
    expect(ground(seen(0, null), seen(STALE_DAYS_MAX, '1111'), seen(300, null))).toMatchObject({
      staleMaxDays: 1,
      unseenWeight: 40,
    });
    const whole = Array.from({ length: STALE_DAYS_MAX }, (_, back) => seen(back, null));
    expect(ground(...whole)).toMatchObject({ staleMaxDays: STALE_DAYS_MAX, unseenWeight: 40 });
  });

  it.each([
    [
      'every part in three days',
      ['1000', '0100', '0010'],
      { combWindows: 1, combMet: 1, combCoverageE4: 7500 },
    ],
    [
      'too little in three days',
      ['1000', '0100', '0100', '0011'],
      { combWindows: 1, combMet: 0, combCoverageE4: 5000 },
    ],
    ['less than three days on record', ['1111'], { combWindows: 0, combMet: 0, combCoverageE4: 0 }],
  ])('is walked like a comb: %s', (_what, days, figures) => {
    expect(ground(...days.map((bits, back) => seen(back, bits)))).toMatchObject(figures);
  });

  it('counts what was seen under an earlier cut cell by cell', () => {
    const history = [seen(0, null, { cellSetId: 2 }), seen(1, '0010')];
    expect(ground(...history)).toMatchObject({
      cellWeight: 40,
      staleWeightDays: 10 * 1 + 10 * 2 + 20 * 2,
    });
  });

  it('asks for each checkpoint within any seven days as often as the norm says', () => {
    const twice = {
      ...rules,
      checkpointVisitsPerWeek: 2,
      checkpoints: ['P', 'Q'].map((id) => ({
        id,
        name: id,
        position: { lng: 0, lat: 0 },
        radiusM: 30,
        minDwellS: 0,
      })),
    };
    const week = (last: SeenDay['visits']) => [
      ...[0, 1, 2, 3, 4, 5].map((back) => seen(back, null, { rules: twice })),
      seen(6, null, { rules: twice, visits: { P: 1, Q: 1 } }),
      seen(7, null, { rules: twice, visits: { Q: 5 } }),
      seen(0, null, { officerId: 2, holds: false, visits: last, rules: twice }),
    ];
    expect(ground(...week({ P: 1 }))).toMatchObject({ checkpointsDue: 2, checkpointsMet: 1 });
    expect(ground(seen(0, null, { rules: twice, visits: { P: 9 } }))).toMatchObject({
      checkpointsDue: 0,
    });
  });

  it('is that of nobody where the day is not on record', () => {
    expect(ground(seen(1, '1111'))).toBeUndefined();
  });

  it('depends on neither the order of the records nor on days after it', () => {
    const record = fc.record({
      back: fc.integer({ min: -3, max: 100 }),
      bits: fc.option(fc.stringMatching(/^[01]{4}$/)),
      officerId: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 15 }), fc.integer(), (records, turn) => {
        const history = records.map(({ back, bits, officerId }) => seen(back, bits, { officerId }));
        const at = history.length ? Math.abs(turn) % history.length : 0;
        const turned = [...history.slice(at), ...history.slice(0, at)].reverse();
        const past = turned.filter(({ day }) => day <= DAY);
        const { officers: _, ...told } = ground(...history) ?? {};
        const { officers: __, ...again } = ground(...past) ?? {};
        expect(again).toEqual(told);
      }),
    );
  });
});
