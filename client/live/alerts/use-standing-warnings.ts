import { useMemo } from 'react';
import type { Warning } from '../../../server/contract/warnings/warning.ts';
import { byLevel, isStanding } from '../../warnings/filter.ts';
import { useLive } from '../stream/store.ts';

/** Warnings that stand now, worst first. */
export const useStandingWarnings = (): Warning[] => {
  const warnings = useLive((s) => s.world.warnings);
  return useMemo(() => [...warnings.values()].filter(isStanding).sort(byLevel), [warnings]);
};
