import type {
  Cleaned,
  FixReceipt,
  FixRefusal,
  OffDuty,
  WireFix,
} from '../../contract/fixes/fix.ts';
import { DAY_MS } from '../../contract/units.ts';
import { cleanFix } from './clean-fix.ts';
import { isObject } from './is-object.ts';
import { isRightFix, putFix, timeOf, type WireFixes } from './wire-fixes.ts';

export interface AdmitContext {
  receivedMs: number;
  /** How late the deployment takes fixes, ms. */
  lateMaxMs: number;
  /** Why the officer may not be tracked then, null on duty; off duty a fix is refused and only counted. */
  offDuty: (at: number) => OffDuty | null;
}

/** When a fix of a device time was taken, by the server's clock, both Unix ms; undefined: nothing can tell. */
type MomentOf = (t: number) => number | undefined;

/** A fix that is taken, without what was wrong beside its position, or why it is refused. */
export type Admission = { fix: WireFix; cleaned: readonly Cleaned[] } | { refusal: FixReceipt };

/** Judges each item of a batch on its own, in order: one bad fix costs none of the others. */
export function admit(
  items: readonly unknown[],
  { momentOf, ...context }: AdmitContext & { momentOf: MomentOf },
): Admission[] {
  return items.map((item) => {
    const t = timeOf(item);
    return admitOne(item, { ...context, at: t === null ? undefined : momentOf(t) });
  });
}

/**
 * The same over columns, with their moments: refusals by place, and what was cleaned by place. A fix that was cleaned is put right in the
 * columns; what stands there of one that is refused means nothing.
 */
export function admitColumns(fixes: WireFixes, moments: Float64Array, context: AdmitContext) {
  const { columns, item, right } = fixes;
  const refusals = new Map<number, FixReceipt>();
  const cleaned = new Map<number, readonly Cleaned[]>();
  for (let i = 0; i < right.length; i++) {
    const at = Number.isNaN(moments[i]!) ? undefined : moments[i]!;
    if (right[i]) {
      const reason = untimely(at, context);
      if (reason) refusals.set(i, refuse(columns.seq[i]!, reason, context).refusal);
      continue;
    }
    const admission = admitOne(item(i), { ...context, at });
    if ('refusal' in admission) refusals.set(i, admission.refusal);
    else {
      putFix(columns, i, admission.fix);
      if (admission.cleaned.length > 0) cleaned.set(i, admission.cleaned);
    }
  }
  return { refusals, cleaned };
}

function admitOne(item: unknown, context: AdmitContext & { at: number | undefined }): Admission {
  const { at } = context;
  const seq = readSeq(item);
  // Few fixes need cleaning; the others are taken as they are.
  const isRight = isRightFix.Check(item);
  const { fix, cleaned } =
    isRight || !isObject(item) ? { fix: item, cleaned: NOTHING } : cleanFix(item);
  if (timeOf(item) !== null && at === undefined) return refuse(seq, 'time-out-of-range', context);
  if (!isRight && !isRightFix.Check(fix)) {
    const [first] = isRightFix.Errors(fix);
    const detail = `${first?.instancePath.slice(1) || 'fix'} ${first?.message ?? 'is invalid'}`;
    return { refusal: { seq, outcome: 'refused', reason: 'invalid', detail } };
  }
  const reason = untimely(at, context);
  return reason ? refuse(seq, reason, context) : { fix: fix as WireFix, cleaned };
}

type Untimely = Exclude<FixRefusal, 'invalid' | 'outside-session'>;

/** Why a fix of a moment is not taken; null: it is. */
function untimely(at: number | undefined, context: AdmitContext): Untimely | null {
  const { lateMaxMs, offDuty, receivedMs } = context;
  if (at === undefined) return 'time-out-of-range';
  return at < receivedMs - lateMaxMs ? 'too-late' : offDuty(at);
}

const refuse = (seq: number | null, reason: Untimely, { lateMaxMs }: AdmitContext) => ({
  refusal: { seq, outcome: 'refused', reason, detail: DETAILS[reason](lateMaxMs) } as const,
});

/** What is wrong with a moment that is not of duty. */
export const OFF_DUTY_WORDS: Record<OffDuty, string> = {
  'no-grid': 'the officer has no grid then',
  'on-leave': 'the officer is on leave then',
  'off-duty': 'outside the hours of duty',
};

const off = (because: OffDuty) => () => `${OFF_DUTY_WORDS[because]}; counted, not kept`;

const DETAILS: Record<Untimely, (lateMaxMs: number) => string> = {
  'time-out-of-range': () =>
    't must lie between 2015-01-01 and one day after now, in Unix ms, or sentAt show how far its clock is off',
  'too-late': (lateMaxMs) => `older than the ${lateMaxMs / DAY_MS} days after which none is taken`,
  'no-grid': off('no-grid'),
  'on-leave': off('on-leave'),
  'off-duty': off('off-duty'),
};

const NOTHING: readonly Cleaned[] = [];

function readSeq(item: unknown): number | null {
  const seq = (item as { seq?: unknown } | null)?.seq;
  return Number.isInteger(seq) ? (seq as number) : null;
}

/** When the fixes of a batch were taken, by their places; NaN where nothing can tell. */
export function momentsOf({ columns: { t } }: WireFixes, momentOf: MomentOf): Float64Array {
  const moments = new Float64Array(t.length);
  for (let i = 0; i < t.length; i++) moments[i] = momentOf(Math.round(t[i]!)) ?? Number.NaN;
  return moments;
}
