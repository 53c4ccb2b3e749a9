import { Compile } from 'typebox/compile';
import {
  EARLIEST_MS,
  type FixReceipt,
  type FixRefusal,
  FUTURE_MAX_MS,
  LATEST_MS,
  SESSION_MAX_MS,
  WireFix,
} from '../../contract/fixes/fix.ts';

const wireFix = Compile(WireFix);

export interface AdmitContext {
  session: number;
  receivedMs: number;
  /** Whether the officer may be tracked at a moment; off duty a fix is refused and only counted. */
  onDuty: (t: number) => boolean;
}

export type Admission = { fix: WireFix } | { refusal: FixReceipt };

/** Judges each item of a batch on its own, in order: one bad fix costs none of the others. */
export function admit(items: readonly unknown[], context: AdmitContext): Admission[] {
  return items.map((item) => admitOne(item, context));
}

function admitOne(item: unknown, { session, receivedMs, onDuty }: AdmitContext): Admission {
  const seq = readSeq(item);
  const refuse = (reason: FixRefusal, detail: string): Admission => ({
    refusal: { seq, outcome: 'refused', reason, detail },
  });

  const t = (item as { t?: unknown } | null)?.t;
  if (
    typeof t === 'number' &&
    (t < EARLIEST_MS || t >= LATEST_MS || t > receivedMs + FUTURE_MAX_MS)
  )
    return refuse(
      'time-out-of-range',
      't must lie between 2015-01-01 and one day after now, in Unix ms',
    );
  if (!wireFix.Check(item)) {
    const [first] = wireFix.Errors(item);
    return refuse(
      'invalid',
      `${first?.instancePath.slice(1) || 'fix'} ${first?.message ?? 'is invalid'}`,
    );
  }
  if (item.t < session - SESSION_MAX_MS || item.t > session + SESSION_MAX_MS)
    return refuse('outside-session', 't must lie within 36 h of the session; open a new session');
  if (!onDuty(item.t)) return refuse('off-duty', 'outside the hours of duty; counted, not kept');
  return { fix: item };
}

function readSeq(item: unknown): number | null {
  const seq = (item as { seq?: unknown } | null)?.seq;
  return Number.isInteger(seq) ? (seq as number) : null;
}
