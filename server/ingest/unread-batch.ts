import { BATCH_MAX } from '../contract/fixes/fix.ts';
import { Refusal } from '../errors.ts';

/** What a fix takes on the wire, as JSON and packed. */
const A_FIX = { chars: 130, bytes: 12 };
/** A handheld in touch sends a few fixes at once; who sends more was out of reach. */
export const FEW_FIXES = 30;
/** A message that long holds more. */
export const LARGE_CHARS = FEW_FIXES * A_FIX.chars;

/** A batch in the text of its message `["fixes", batch]`, not read yet: reading is a part of the work that waits for its turn. */
export class UnreadBatch {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get rows(): number {
    return Math.ceil(this.#text.length / A_FIX.chars);
  }

  /** The batch, unchecked. Throws a Refusal where the text is no JSON. */
  read(): unknown {
    try {
      return (JSON.parse(this.#text) as unknown[])[1];
    } catch (error) {
      throw Refusal.toProgram('not-json', (error as Error).message);
    }
  }
}

/** How many fixes a batch off the wire holds, about, told by its size alone. */
export function rowsAbout(batch: unknown): number {
  if (batch instanceof UnreadBatch) return Math.min(BATCH_MAX, batch.rows);
  if (batch instanceof Uint8Array)
    return Math.min(BATCH_MAX, Math.ceil(batch.byteLength / A_FIX.bytes));
  const { fixes } = (batch ?? {}) as { fixes?: unknown };
  return Array.isArray(fixes) ? Math.min(BATCH_MAX, fixes.length) : 0;
}
