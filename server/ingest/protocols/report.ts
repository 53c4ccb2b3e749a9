import type { Datum } from '../../contract/areas/geo.ts';
import type { WireFix } from '../../contract/fixes/fix.ts';

/** A position as a phone or terminal reports it, in the units of the contract. What is unknown is absent. */
export interface Report extends Omit<WireFix, 'seq'> {
  /** Where the message says that it is another than the handheld's. */
  datum?: Datum;
}

/** A call for help, device time in Unix ms; absent where the clock tells none. */
export interface Call {
  t?: number;
  text?: string;
  position?: { lng: number; lat: number };
}

/**
 * Why a part of a message became no report: counted by protocol, shown beside the handheld. `no-fix`: the receiver says that it had none, tells 0, 0,
 * or cell towers alone, so that the position is an old one or none; `no-position`: what should be one cannot be; `not-a-position`: it was never
 * meant as one, and nothing is wrong with it.
 */
export const LEFT = [
  'unreadable',
  'no-position',
  'no-fix',
  'not-a-position',
  'undecryptable',
] as const;
export type Left = { why: (typeof LEFT)[number]; detail: string };

/** What a message came to. */
export interface Decoded {
  /** Who the message says it is from; null where the wire names nobody. It proves nothing. */
  device: string | null;
  reports: Report[];
  calls: Call[];
  left: Left[];
}

/** Whether the sender may forget a message of which no position was taken: it called for help, or nothing in it could be put right. */
export const isSettled = ({ calls, left }: Decoded): boolean =>
  calls.length > 0 || left.every(({ why }) => why === 'not-a-position' || why === 'no-fix');

export const nothing = (device: string | null = null): Decoded => ({
  device,
  reports: [],
  calls: [],
  left: [],
});
