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

/** What a fix says beside where, when and whose it is, where nothing of it was told. */
export const UNTOLD = {
  sentMs: null,
  accuracyM: null,
  speedMps: null,
  headingDeg: null,
  batteryPct: null,
  mock: false,
  gap: null,
  marks: [],
} as const satisfies Partial<Fix>;

const BLANK: Fix = {
  ...{ handheldId: 0, session: 0, seq: 0, t: 0, receivedMs: 0, lng: 0, lat: 0 },
  ...UNTOLD,
};
const FIGURES = Object.keys(BLANK) as (keyof Fix)[];

/** A fix with something changed. What the store hands over has getters, which a spread would lose. */
export function changedFix(fix: Fix, change: Partial<Fix>): Fix {
  const copy: Record<string, unknown> = { ...BLANK };
  for (const figure of FIGURES) copy[figure] = fix[figure];
  return Object.assign(copy as unknown as Fix, change);
}
