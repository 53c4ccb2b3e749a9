import { Compile } from 'typebox/compile';
import {
  type Cleaned,
  EARLIEST_MS,
  type FixReceipt,
  type FixRefusal,
  FUTURE_MAX_MS,
  LATEST_MS,
  type OffDuty,
  SESSION_MAX_MS,
  WireFix,
} from '../../contract/fixes/fix.ts';
import { DAY_MS } from '../../contract/units.ts';
import { cleanFix } from './clean-fix.ts';
import { isObject } from './is-object.ts';

const wireFix = Compile(WireFix);

export interface AdmitContext {
  session: number;
  receivedMs: number;
  /** How late the deployment takes fixes, ms. */
  lateMaxMs: number;
  /** Why the officer may not be tracked at a moment, null on duty; off duty a fix is refused and only counted. */
  offDuty: (t: number) => OffDuty | null;
}

/** A fix that is taken, without what was wrong beside its position, or why it is refused. */
export type Admission = { fix: WireFix; cleaned: readonly Cleaned[] } | { refusal: FixReceipt };

/** Judges each item of a batch on its own, in order: one bad fix costs none of the others. */
export function admit(items: readonly unknown[], context: AdmitContext): Admission[] {
  return items.map((item) => admitOne(item, context));
}

function admitOne(
  item: unknown,
  { session, receivedMs, lateMaxMs, offDuty }: AdmitContext,
): Admission {
  const seq = readSeq(item);
  // Few fixes need cleaning; the others are taken as they are.
  const isRight = wireFix.Check(item);
  const { fix, cleaned } =
    isRight || !isObject(item) ? { fix: item, cleaned: NOTHING } : cleanFix(item);
  const t = readTime(item);
  if (t !== null && (t < EARLIEST_MS || t >= LATEST_MS || t > receivedMs + FUTURE_MAX_MS))
    return refuse(
      seq,
      'time-out-of-range',
      't must lie between 2015-01-01 and one day after now, in Unix ms',
    );
  if (!isRight && !wireFix.Check(fix)) {
    const [first] = wireFix.Errors(fix);
    return refuse(
      seq,
      'invalid',
      `${first?.instancePath.slice(1) || 'fix'} ${first?.message ?? 'is invalid'}`,
    );
  }
  const { t: moment } = fix as WireFix;
  if (moment < session - SESSION_MAX_MS || moment > session + SESSION_MAX_MS)
    return refuse(
      seq,
      'outside-session',
      't must lie within 36 h of the session; open a new session',
    );
  if (moment < receivedMs - lateMaxMs)
    return refuse(
      seq,
      'too-late',
      `older than the ${lateMaxMs / DAY_MS} days after which none is taken`,
    );
  const off = offDuty(moment);
  return off
    ? refuse(seq, off, `${OFF_DUTY_WORDS[off]}; counted, not kept`)
    : { fix: fix as WireFix, cleaned };
}

const refuse = (seq: number | null, reason: FixRefusal, detail: string): Admission => ({
  refusal: { seq, outcome: 'refused', reason, detail },
});

/** What is wrong with a moment that is not of duty. */
export const OFF_DUTY_WORDS: Record<OffDuty, string> = {
  'no-grid': 'the officer has no grid then',
  'on-leave': 'the officer is on leave then',
  'off-duty': 'outside the hours of duty',
};

const NOTHING: readonly Cleaned[] = [];

function readSeq(item: unknown): number | null {
  const seq = (item as { seq?: unknown } | null)?.seq;
  return Number.isInteger(seq) ? (seq as number) : null;
}

function readTime(item: unknown): number | null {
  const t = (item as { t?: unknown } | null)?.t;
  return typeof t === 'number' && Number.isFinite(t) ? Math.round(t) : null;
}

/** Times of a batch that may be taken: whose duty is to be known before its fixes are admitted. */
export function timesOf(items: readonly unknown[]): number[] {
  const times: number[] = [];
  for (const item of items) {
    const t = readTime(item);
    if (t !== null && t >= EARLIEST_MS && t < LATEST_MS) times.push(t);
  }
  return times;
}
