import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUTURE_MAX_MS, type OffDuty, type WireFix } from '../../../server/contract/fixes/fix.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { admit } from '../../../server/domain/entrance/admit.ts';
import { momentsOfSession } from '../../../server/domain/entrance/event-moment.ts';
import { FUTURE_TOLERANCE_MS, markFix } from '../../../server/domain/entrance/mark-fix.ts';

const NOW = Date.UTC(2026, 5, 1, 2);
const fix = (patch: Partial<WireFix> = {}): WireFix => ({
  seq: 1,
  t: NOW - 1000,
  lng: 121.37,
  lat: 28.58,
  ...patch,
});
const context = {
  receivedMs: NOW,
  lateMaxMs: 35 * DAY_MS,
  momentOf: momentsOfSession(NOW - 3600_000, {
    ...{ sentMs: null, receivedMs: NOW, isRecorded: false },
  }),
  offDuty: (): OffDuty | null => null,
};
const reasonOf = (item: unknown, more: Partial<typeof context> = {}) => {
  const [admission] = admit([item], { ...context, ...more });
  return 'refusal' in admission! ? admission.refusal.reason : 'taken';
};

describe('a fix is taken', () => {
  it.each([
    ['as it should be', fix()],
    ['with everything told', fix({ accuracyM: 5, speedMps: 1, headingDeg: 360, batteryPct: 0 })],
    ['at the poles and the date line', fix({ lng: -180, lat: 90 })],
    ['with the highest seq', fix({ seq: 2 ** 31 - 1 })],
    ['a day ahead to the millisecond', fix({ t: NOW + FUTURE_MAX_MS })],
  ])('%s', (_, item) => {
    expect(reasonOf(item)).toBe('taken');
  });

  it('as late as the deployment takes it, and no later', () => {
    const late = { lateMaxMs: 60_000 };
    expect(reasonOf(fix({ t: NOW - 60_000 }), late)).toBe('taken');
    expect(reasonOf(fix({ t: NOW - 60_001 }), late)).toBe('too-late');
  });

  it('only where its officer is on duty', () => {
    expect(reasonOf(fix(), { offDuty: () => 'on-leave' })).toBe('on-leave');
  });
});

describe('any batch whatever', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ seq: fc.anything(), t: fc.anything(), lng: fc.anything(), lat: fc.anything() }),
    fc.constant(fix()),
  );
  it('is judged item by item, in order, without throwing', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 8 }), (items) => {
        const together = admit(items, context);
        expect(together).toEqual(items.flatMap((item) => admit([item], context)));
        for (const [k, admission] of together.entries())
          if ('fix' in admission && admission.cleaned.length === 0)
            expect(items[k]).toMatchObject(admission.fix);
          else if ('fix' in admission) expect(admission.fix.seq).toBe((items[k] as WireFix).seq);
          else expect(admission.refusal).toMatchObject({ outcome: 'refused' });
      }),
    );
  });
});

describe('a fix is marked', () => {
  it.each([
    ['not at all when plausible', {}, []],
    ['mock when the system says so', { mock: true }, ['mock']],
    ['inaccurate beyond use', { accuracyM: 501 }, ['inaccurate']],
    ['not for an accuracy that a norm may judge', { accuracyM: 500 }, []],
    ['future when its clock is too far ahead', { t: NOW + FUTURE_TOLERANCE_MS + 1 }, ['future']],
    ['not for a clock a little ahead', { t: NOW + FUTURE_TOLERANCE_MS }, []],
    ['null-island where no one walks', { lng: 0.001, lat: -0.001 }, ['null-island']],
    [
      'with everything it deserves',
      { mock: true, accuracyM: 900, lng: 0, lat: 0 },
      ['inaccurate', 'mock', 'null-island'],
    ],
  ])('%s', (_, patch, marks) => {
    expect(markFix(fix(patch), NOW)).toEqual(marks);
  });
});
