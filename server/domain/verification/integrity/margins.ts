import type { SignalCode } from '../../../contract/patrols/verdict.ts';
import { severalAccountsMargin, twoInOnePocketMargin } from './carried-together.ts';
import type { Margin } from './context.ts';
import { forgedSequenceMargin } from './forged-sequence.ts';
import { frozenMargin } from './frozen.ts';
import { teleportMargin } from './teleport.ts';
import { vehicleMargin } from './vehicle-use.ts';

/**
 * Signals of which honest walks tell how near they come to being strong, so that a law can be fitted to it. `too-smooth` and `replayed` have
 * laws of their own; of the others a setting or a clock is the cause, and no walk.
 */
export const MARGINS = {
  frozen: frozenMargin,
  teleport: teleportMargin,
  vehicle: vehicleMargin,
  'two-in-one-pocket': twoInOnePocketMargin,
  'several-accounts': severalAccountsMargin,
  'forged-sequence': forgedSequenceMargin,
} as const satisfies Partial<Record<SignalCode, Margin>>;

export type MarginSignal = keyof typeof MARGINS;
