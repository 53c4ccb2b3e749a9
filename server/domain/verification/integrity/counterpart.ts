import type { ComparingSignal } from '../../../contract/patrols/counterpart.ts';
import { severalAccounts, twoInOnePocket } from './carried-together.ts';
import type { Detector, IntegrityContext } from './context.ts';
import { laterBy, replayed } from './replay.ts';

/** Tracks a patrol is compared with, by what they are to it. */
const ROLES = ['history', 'others', 'partners'] as const;
type Role = (typeof ROLES)[number];

const DETECTORS: Record<ComparingSignal, Detector> = {
  replayed,
  'two-in-one-pocket': twoInOnePocket,
  'several-accounts': severalAccounts,
};

/** The track a signal rests on most: which of those of a role, and how much later than it the patrol was at the same places, ms. */
export interface Counterpart {
  role: Role;
  index: number;
  laterMs: number;
}

/** Looks for a signal in each compared track alone; null where none of them gives it by itself. */
export function counterpartOf(
  code: ComparingSignal,
  context: IntegrityContext,
): Counterpart | null {
  const { input } = context;
  let found: (Counterpart & { measured: number }) | null = null;
  for (const role of ROLES)
    for (const [index, track] of (input[role] ?? []).entries()) {
      const alone = { ...input, history: [], others: [], partners: [], [role]: [track] };
      const signal = DETECTORS[code]({ ...context, input: alone });
      if (!signal || signal.measured <= (found?.measured ?? 0)) continue;
      const laterMs = role === 'history' ? (laterBy(context, track) ?? 0) : 0;
      found = { role, index, laterMs, measured: signal.measured };
    }
  return found && { role: found.role, index: found.index, laterMs: found.laterMs };
}
