import { TOLD_AT_ONCE_MS } from '../../contract/cases/detail.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import type { Fact } from './fact.ts';
import type { StepDefect } from './standing.ts';

/** How far back a person may say that a step was done: over a weekend. */
const TOLD_LATE_MAX_MS = 72 * HOUR_MS;
/** How long a person may stop a clock at once: a quarter; again needs a reason again. */
const SUSPEND_MAX_MS = 92 * DAY_MS;

/**
 * Why the times a person tells are not taken; null: they are. Lights and cards go by when a step was done, so a time that is typed says
 * why it comes late, which stays on record beside when it came, and lies within a bound; the clock is not stopped or started backwards at all,
 * nor stopped for good.
 * What a handheld queued is of its own clock and not told by anybody. Unix ms.
 */
export function timeDefect(
  { at, step, until, why }: Pick<Fact, 'at' | 'step' | 'until' | 'why'>,
  nowMs: number,
): StepDefect | null {
  if (step === 'suspend' && until !== null && until - at > SUSPEND_MAX_MS)
    return { kind: 'too-long', mostMs: SUSPEND_MAX_MS };
  const lateMs = nowMs - at;
  if (lateMs <= TOLD_AT_ONCE_MS) return null;
  if (step === 'suspend' || step === 'resume') return { kind: 'clock-back' };
  if (lateMs > TOLD_LATE_MAX_MS) return { kind: 'too-late', mostMs: TOLD_LATE_MAX_MS };
  return why === null || why.trim() === '' ? { kind: 'late-unsaid' } : null;
}
