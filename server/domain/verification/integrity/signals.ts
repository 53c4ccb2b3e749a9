import { SIGNALS, type Signal, type SignalCode } from '../../../contract/verdict.ts';
import { roundTo } from '../interval.ts';
import type { Detector, IntegrityContext } from './context.ts';
import { markedShare } from './marked-share.ts';

/** The table of signals. */
const DETECTORS: Partial<Record<SignalCode, Detector>> = {
  'mock-provider': markedShare('mock', 0.05),
};

/** Every sign found that a patrol may not be what it seems, in the order of SIGNALS. */
export function integritySignals(context: IntegrityContext): Signal[] {
  return SIGNALS.flatMap((code): Signal[] => {
    const found = DETECTORS[code]?.(context);
    if (!found) return [];
    const { strength, measured, threshold, share, fixes } = found;
    return [
      {
        code,
        strength,
        measured: roundTo(measured, 3),
        threshold,
        share: roundTo(share, 4),
        fixes,
      },
    ];
  });
}
