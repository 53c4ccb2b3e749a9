import type { SignalCode } from './verdict.ts';

/** Unit of the figure each signal rests on. */
export const SIGNAL_UNIT: Record<SignalCode, 'share' | 'min' | 'm' | 'count'> = {
  'mock-provider': 'share',
  frozen: 'min',
  'too-smooth': 'share',
  teleport: 'count',
  vehicle: 'share',
  replayed: 'min',
  'two-in-one-pocket': 'share',
  'several-accounts': 'share',
  'clock-shifted': 'min',
  'late-upload': 'share',
  'forged-sequence': 'count',
};
