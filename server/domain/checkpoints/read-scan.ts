import type { CheckpointCode } from '../../contract/checkpoints/code.ts';
import type { CodeKind, ScanRefusal } from '../../contract/checkpoints/scan.ts';
import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import { addDays } from '../metrics/periods.ts';
import { localDayAt, startOfDay } from '../time/local-time.ts';
import { type CodeMaker, proofOf, TAG } from './code-of-day.ts';

/** A code of a day holds from so long before it: clocks differ. */
const CODE_EARLY_MS = 5 * MINUTE_MS;
/** And so long after it: nobody changes a sheet at midnight, and patrols go on past it. */
const CODE_GRACE_MS = 2 * HOUR_MS;
/** Days before and after within which a code is known as one of another day. */
const OTHER_DAYS = 31;

/** A checkpoint's codes as they are on record. */
export interface KnownCode extends CodeMaker {
  timeZone: string;
  /** When other codes took their place, Unix ms; null: they hold. */
  endedMs: number | null;
}

/** What a scan is worth; without a kind it is no code of a checkpoint. */
export interface ScanRead {
  kind: CodeKind | null;
  refused: ScanRefusal | null;
}

/** What a code is worth that was scanned at a moment (Unix ms); `known` are the codes of its number. */
export function readScan(
  code: CheckpointCode | null,
  known: KnownCode | undefined,
  atMs: number,
): ScanRead {
  if (!code) return { kind: null, refused: 'misread' };
  if (!known) return { kind: null, refused: 'unknown' };
  const is = (day: string) => proofOf(known, day) === code.proof;
  const day = daysAround(localDayAt(atMs, known.timeZone)).find((one) => is(dayText(one)));
  const kind = day !== undefined ? 'day' : is(TAG) ? 'tag' : null;
  if (kind === null) return { kind, refused: 'unknown' };
  if (known.endedMs !== null && atMs >= known.endedMs) return { kind, refused: 'renewed' };
  const holds = day === undefined || isWithin(day, atMs, known.timeZone);
  return { kind, refused: holds ? null : 'other-day' };
}

/** Today first, then what is nearest. */
const daysAround = (today: number): number[] => [
  today,
  ...Array.from({ length: OTHER_DAYS }, (_, k) => [today - k - 1, today + k + 1]).flat(),
];

const isWithin = (day: number, atMs: number, timeZone: string) =>
  atMs >= startOfDay(day, timeZone) - CODE_EARLY_MS &&
  atMs < startOfDay(day + 1, timeZone) + CODE_GRACE_MS;

/** A day by its number, YYYY-MM-DD. */
const dayText = (day: number) => addDays('1970-01-01', day);
