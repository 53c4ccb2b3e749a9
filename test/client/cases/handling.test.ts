import { describe, expect, it } from 'vitest';
import { handlingOf } from '../../../client/cases/detail/handling.ts';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';

type Part = Parameters<typeof handlingOf>[0];

const made = (
  officerId: number | null,
  facts: { step: string; at: string; idle?: string }[],
  seenAt: string | null = null,
): Part => ({
  arrival: { seenAt } as CaseDetail['arrival'],
  case: { officerId, openedAt: '2026-06-01T00:00:00.000Z' } as CaseDetail['case'],
  facts: facts.map((fact) => ({ idle: null, ...fact })) as unknown as CaseDetail['facts'],
});
const NOON = Date.parse('2026-06-01T12:00:00Z');

describe('When a case was handled', () => {
  it('is from the last call to the report, ten minutes more at each side', () => {
    const one = made(7, [
      { step: 'dispatch', at: '2026-06-01T08:00:00.000Z' },
      { step: 'send-back', at: '2026-06-01T08:30:00.000Z' },
      { step: 'dispatch', at: '2026-06-01T09:00:00.000Z' },
      { step: 'dispatch', at: '2026-06-01T09:50:00.000Z', idle: 'twice' },
      { step: 'handle', at: '2026-06-01T10:00:00.000Z' },
    ]);
    expect(handlingOf(one, NOON)).toEqual({
      officerId: 7,
      from: '2026-06-01T08:50:00.000Z',
      to: '2026-06-01T10:10:00.000Z',
    });
  });

  it('lasts until now where it is not reported yet, at most twelve hours', () => {
    const one = made(7, [{ step: 'take', at: '2026-06-01T11:00:00.000Z' }]);
    expect(handlingOf(one, NOON)).toMatchObject({
      from: '2026-06-01T10:50:00.000Z',
      to: '2026-06-01T12:10:00.000Z',
    });
    expect(handlingOf(one, NOON + 86_400_000)).toMatchObject({ to: '2026-06-01T22:50:00.000Z' });
  });

  it('ends twenty minutes after the officer was seen there, where it is not reported yet', () => {
    const one = made(
      7,
      [{ step: 'dispatch', at: '2026-06-01T09:00:00.000Z' }],
      '2026-06-01T09:28:00.000Z',
    );
    expect(handlingOf(one, NOON)).toMatchObject({ to: '2026-06-01T09:58:00.000Z' });
  });

  it('is nobody’s where no officer handles it', () => {
    expect(handlingOf(made(null, []), NOON)).toBeNull();
  });
});
