import { SIGNALS, type Signal, type SignalCode } from '../../../contract/patrols/verdict.ts';
import { roundTo } from '../measures/interval.ts';
import { severalAccounts, twoInOnePocket } from './carried-together.ts';
import { clockShift } from './clock-shift.ts';
import type { Detector, IntegrityContext } from './context.ts';
import { forgedSequence } from './forged-sequence.ts';
import { frozen } from './frozen.ts';
import { markedShare } from './marked-share.ts';
import { replayed } from './replay.ts';
import { teleport } from './teleport.ts';
import { tooSmooth } from './too-smooth.ts';
import { vehicleUse } from './vehicle-use.ts';

/**
 * The table of signals; each detector's docstring says what it measures and what would explain it innocently.
 * `mock-provider`: share of fixes the operating system ascribes to a mock provider; innocent: a developer setting left on.
 * `late-upload`: share of fixes that came later than the norm allows; innocent: a handheld long without a network. Never strong:
 * such fixes count for nothing, which leaves the patrol unverifiable.
 */
const DETECTORS: Record<SignalCode, Detector> = {
  'mock-provider': markedShare('mock', 0.05),
  frozen,
  'too-smooth': tooSmooth,
  teleport,
  vehicle: vehicleUse,
  replayed,
  'two-in-one-pocket': twoInOnePocket,
  'several-accounts': severalAccounts,
  'clock-shifted': clockShift,
  'late-upload': markedShare('late', 2),
  'forged-sequence': forgedSequence,
};

/** Every sign found that a patrol may not be what it seems, in the order of SIGNALS. */
export function integritySignals(context: IntegrityContext): Signal[] {
  return SIGNALS.flatMap((code): Signal[] => {
    const found = DETECTORS[code](context);
    if (!found) return [];
    const { strength, measured, threshold, share, oneIn, fixes } = found;
    return [
      {
        code,
        strength,
        measured: roundTo(measured, 3),
        threshold,
        share: roundTo(Math.min(1, share), 4),
        ...(oneIn !== undefined && { oneIn }),
        fixes,
      },
    ];
  });
}
