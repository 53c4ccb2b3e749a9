import { BATCH_MAX } from '../contract/fixes/fix.ts';
import { openFixBatch } from '../contract/fixes/packed/fix-batch.ts';
import { Refusal } from '../errors.ts';
import { UnreadBatch } from './unread-batch.ts';

/** A batch as it came off the wire, read where it is text and unpacked where it is bytes. Throws a Refusal where these are no batch. */
export function unpackBatch(batch: unknown): unknown {
  if (batch instanceof UnreadBatch) return batch.read();
  if (!(batch instanceof Uint8Array)) return batch;
  try {
    const { count, unpack } = openFixBatch(batch);
    if (count > BATCH_MAX)
      throw Refusal.toProgram('batch-too-large', `${count} fixes; at most ${BATCH_MAX}`);
    const unpacked = unpack();
    // What is signed is its JSON.
    return 'proof' in unpacked ? { ...unpacked, fixes: unpacked.fixes.items() } : unpacked;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw Refusal.toProgram('invalid', `no packed batch: ${(error as Error).message}`);
  }
}
