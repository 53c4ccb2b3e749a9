import { describe, expect, it } from 'vitest';
import type { CaseStep } from '../../../server/contract/cases/case.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { recordOf } from '../../../server/domain/cases/case-record.ts';
import { duesOf, turnsOf } from '../../../server/domain/cases/deadlines.ts';
import type { Fact } from '../../../server/domain/cases/fact.ts';
import { foldFacts } from '../../../server/domain/cases/fold-facts.ts';
import { CASE_PRESETS } from '../../../server/domain/cases/presets.ts';

const LADDER = ['grid', 'village', 'town', 'district'] as const;
/** To be accepted within a day at each level. */
const { rules } = CASE_PRESETS.luqiao;
const ALL_DAY = { timeZone: 'UTC', isWorkingDay: () => true };

/** Whether a case was accepted in time, from steps at so many hours after the report. */
const accepted = (...steps: [hours: number, step: CaseStep][]) => {
  const facts = [[0, 'report'] as const, ...steps].map(
    ([hours, step], k): Fact => ({
      ...{ id: `f${k}`, step, at: hours * HOUR_MS, officerId: null, level: 'district', why: '-' },
      ...{
        until: null,
        toOfficerId: 7,
        toDepartmentId: null,
        toLevel: null,
        into: 2,
        rating: null,
      },
    }),
  );
  const standing = foldFacts(facts, LADDER)!;
  expect(standing.idle.size).toBe(0);
  const dues = duesOf(
    standing,
    () => rules,
    ({ time, workingHours }) => ({ time, workingHours, ...ALL_DAY }),
  );
  const { accept } = recordOf(standing, dues, turnsOf(dues), null);
  return accept.due === null ? accept.kept : accept.due / HOUR_MS;
};

describe('a case is accepted in time', () => {
  it('by the level it was reported to, or waits until its deadline', () => {
    expect(accepted()).toBe(24);
    expect(accepted([23, 'accept'])).toBe(true);
    expect(accepted([25, 'accept'])).toBe(false);
    expect(accepted([23, 'dispatch'])).toBe(true);
  });

  it('by the first level that accepts it or lets its own time go by, however far it was passed up', () => {
    expect(accepted([20, 'pass-up'])).toBe(20 + 24);
    expect(accepted([20, 'pass-up'], [40, 'accept'])).toBe(true);
    expect(accepted([20, 'pass-up'], [45, 'accept'])).toBe(false);
    expect(accepted([20, 'pass-up'], [40, 'pass-up'], [60, 'accept'])).toBe(true);
    expect(accepted([20, 'pass-up'], [40, 'pass-down'], [65, 'accept'])).toBe(false);
    expect(accepted([25, 'pass-up'], [26, 'accept'])).toBe(false);
  });

  it('once: what comes after an acceptance takes nothing back', () => {
    expect(accepted([1, 'accept'], [2, 'pass-up'], [90, 'accept'])).toBe(true);
    expect(accepted([30, 'accept'], [31, 'pass-up'], [32, 'accept'])).toBe(false);
  });

  it('neither way where it was withdrawn or merged before, unless it was late by then', () => {
    expect(accepted([20, 'withdraw'])).toBe(null);
    expect(accepted([20, 'pass-up'], [30, 'merge'])).toBe(null);
    expect(accepted([30, 'withdraw'])).toBe(false);
  });
});
