import measured from './tail-laws.json' with { type: 'json' };
import type { SignalCode } from './verdict.ts';

/** How rare a strong signal is by how near honest walks of the kinds that come nearest come to one. */
export interface TailLawTold {
  kinds: readonly string[];
  patrols: number;
  /** So many honest walks come to a strong signal at least: the bound at 95 %. */
  oneIn: number;
}

/** `npm run conformance -- --figures --publish` writes it, with the margins it rests on beside the command. */
export const TAIL_LAWS: {
  ruleSet: string;
  seed: number;
  laws: Partial<Record<SignalCode, TailLawTold>>;
} = measured;
