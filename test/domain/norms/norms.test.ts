import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import { NormRules } from '../../../server/contract/norms/norm.ts';
import { publicationDefects } from '../../../server/domain/norms/check-publication.ts';
import { PRESETS } from '../../../server/domain/norms/presets.ts';
import { normContradictions } from '../../../server/domain/verification/norm-contradictions.ts';

const NOW = Date.UTC(2026, 5, 1);
const { rules } = defaultNorm();

describe('Presets', () => {
  const norms = Object.values(PRESETS).flatMap(({ place, norms }) =>
    norms.map((norm) => [`${place}: ${norm.name.en}`, norm.rules] as const),
  );

  it.each(norms)('%s is a norm and does not contradict itself', (_name, preset) => {
    expect(Value.Check(NormRules, preset)).toBe(true);
    expect(normContradictions(preset)).toEqual([]);
  });

  it('carry what each place publishes', () => {
    expect(PRESETS.luqiao!.norms[0]!.rules).toMatchObject({
      patrolsPerDay: 2,
      minutesPerPatrol: 120,
    });
    expect(PRESETS.shawan!.norms[0]!.rules.windows).toHaveLength(2);
    expect(PRESETS.rencheng!.norms[0]!.rules.coveragePerPeriod).toBeGreaterThan(0.95);
    const asked = (place: keyof typeof PRESETS) =>
      PRESETS[place]!.norms.map(({ gridType, officerCategory, rules: { patrolsPerDay } }) => [
        gridType ?? 'all',
        officerCategory ?? 'all',
        patrolsPerDay,
      ]);
    const onlyFullTime = [
      ['all', 'full-time', 2],
      ['all', 'all', 0],
    ];
    expect(asked('luqiao')).toEqual(onlyFullTime);
    expect(asked('rencheng')).toEqual(onlyFullTime);
    expect(asked('xindu')).toEqual(onlyFullTime);
    expect(asked('kaifeng')).toEqual([
      ['all', 'full-time', 2],
      ['all', 'part-time', 1],
      ['all', 'all', 0],
    ]);
    expect(asked('shawan')).toEqual([
      ['all', 'full-time', 2],
      ['rural', 'full-time', 0],
      ['all', 'all', 0],
    ]);
    // Rural officers of Shawan are not tracked at all.
    expect(PRESETS.shawan!.norms[1]!.rules.dutyDays).toEqual([]);
  });
});

describe('A norm is published', () => {
  it('from a moment to come', () => {
    expect(publicationDefects({ rules, fromMs: NOW + 1, nowMs: NOW })).toEqual([]);
    expect(publicationDefects({ rules, fromMs: NOW - 1, nowMs: NOW })).toMatchObject([
      { code: 'from-is-past' },
    ]);
  });

  it('only where it does not contradict itself', () => {
    const never = { ...rules, dutyDays: [] };
    expect(publicationDefects({ rules: never, fromMs: NOW, nowMs: NOW })).toEqual([
      { code: 'never-on-duty', values: {} },
    ]);
  });
});
