import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EARLIEST_MS, LATEST_MS, SESSION_MAX_MS } from '../../../server/contract/fixes/fix.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { isUnplaced, momentsOfSession } from '../../../server/domain/entrance/event-moment.ts';
import { isNear, keptSession, sessionsNear } from '../../../server/domain/entrance/kept-session.ts';

const NOW = Date.UTC(2026, 5, 1, 2);
const YEAR_MS = 365 * DAY_MS;
const AGO = 5 * MINUTE_MS;

/** How far clocks are off that field workers report, ms: batteries taken out, weeks counted in 10 bits, dates set by hand. */
const CLOCKS: [what: string, aheadMs: number][] = [
  ['of 1970', 3 * HOUR_MS - NOW],
  ['of 2007', Date.UTC(2007, 0, 1) - NOW],
  ['of 1024 weeks ago', -1024 * 7 * DAY_MS],
  ['a year behind', -YEAR_MS],
  ['40 days behind', -40 * DAY_MS],
  ['2 days behind', -2 * DAY_MS],
  ['25 h ahead', 25 * HOUR_MS],
  ['2 days ahead', 2 * DAY_MS],
  ['40 days ahead', 40 * DAY_MS],
  ['a year ahead', YEAR_MS],
];

describe('A fix of a clock', () => {
  it.each(CLOCKS)('%s is of the moment its sending tells, whatever its session', (_, aheadMs) => {
    for (const session of [NOW + aheadMs - HOUR_MS, NOW - HOUR_MS]) {
      const times = { sentMs: NOW + aheadMs, receivedMs: NOW, isRecorded: false };
      expect(momentsOfSession(session, times)(NOW - AGO + aheadMs)).toBe(NOW - AGO);
    }
  });

  const told = { sentMs: NOW, receivedMs: NOW, isRecorded: false };
  const untold = { ...told, sentMs: null };
  const lost = Date.UTC(2007, 0, 1);
  it.each<
    [string, Parameters<typeof momentsOfSession>[1] & { t: number; session: number }, unknown]
  >([
    [
      'that was put right before sending, by another sending if any',
      { t: lost, session: lost, ...told },
      NOW,
    ],
    ['that no sending tells, by its arrival', { t: lost, session: lost, ...untold }, NOW],
    [
      'that no sending tells, in a session of the right one',
      { t: lost, session: NOW, ...untold },
      undefined,
    ],
    [
      'of a file, whose arrival tells nothing',
      { t: lost, session: lost, ...untold, isRecorded: true },
      undefined,
    ],
    [
      'in seconds, as its session',
      { t: NOW / 1e3, session: NOW / 1e3, ...told, sentMs: NOW / 1e3 },
      undefined,
    ],
    [
      'that is right, beside a time of sending that cannot be',
      { t: NOW - AGO, session: NOW, ...told, sentMs: lost },
      NOW - AGO,
    ],
    [
      'that is right, in a session of a wrong one',
      { t: NOW - AGO, session: lost, ...told },
      NOW - AGO,
    ],
    [
      'two days behind, told late by none',
      { t: NOW - 2 * DAY_MS, session: NOW, ...untold },
      NOW - 2 * DAY_MS,
    ],
  ])('%s', (_, { t, session, ...times }, moment) => {
    expect(momentsOfSession(session, times)(t)).toBe(moment);
  });

  it('ahead or lost is unplaced where a press of it was not sent by the same clock', () => {
    const press = (t: number, sentMs: number | null) => isUnplaced({ t, sentMs }, NOW);
    expect([press(lost, NOW), press(NOW + DAY_MS, NOW), press(lost, null)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([press(lost, lost), press(NOW + DAY_MS, NOW + DAY_MS), press(NOW, null)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('The session a fix is kept under', () => {
  const moment = fc.integer({ min: EARLIEST_MS, max: LATEST_MS });
  it('lies whole days from the one told, near the fix, and holds it again when it is sent again', () => {
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.integer({ min: -MINUTE_MS, max: MINUTE_MS }),
        (told, atMs, late) => {
          const holding = new Set<number>();
          const kept = keptSession(told, atMs, holding);
          expect((kept - told) % DAY_MS === 0).toBe(true);
          expect(isNear(kept, atMs)).toBe(true);
          expect(kept === told || (kept <= atMs && atMs < kept + DAY_MS)).toBe(true);
          // The network was slower that time.
          if (kept !== told && !isNear(told, atMs + late))
            expect(keptSession(told, atMs + late, holding)).toBe(kept);
        },
      ),
    );
  });

  it('is the one told as far as that goes', () => {
    expect(keptSession(NOW, NOW + SESSION_MAX_MS, new Set())).toBe(NOW);
    expect(keptSession(NOW, NOW + SESSION_MAX_MS + 1, new Set())).toBe(NOW + DAY_MS);
    expect(sessionsNear(NOW, NOW + 10 * DAY_MS)).toEqual(
      [9, 10, 11].map((days) => NOW + days * DAY_MS),
    );
  });
});
