import type { GapReason, Mark } from '../../contract/fixes/fix.ts';

/** A stored fix as the domain sees it: WGS-84 degrees, Unix ms, metres, metres a second. */
export interface Fix {
  handheldId: number;
  /** Unix ms at which the handheld opened the session; (handheldId, session, seq) is the identity. */
  session: number;
  seq: number;
  /** Device time, Unix ms. */
  t: number;
  /** Receive time, Unix ms. */
  receivedMs: number;
  /** Device time at which the batch was sent, Unix ms, if told. */
  sentMs: number | null;
  lng: number;
  lat: number;
  accuracyM: number | null;
  speedMps: number | null;
  headingDeg: number | null;
  batteryPct: number | null;
  mock: boolean;
  gap: GapReason | null;
  /** Marks given at the entrance, each a function of this fix alone. Marks that need the whole set are computed when it is judged. */
  marks: readonly Mark[];
}
