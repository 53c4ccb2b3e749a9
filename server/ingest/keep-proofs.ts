import { createHash, createPublicKey, verify } from 'node:crypto';
import { Compile } from 'typebox/compile';
import type { FixReceipt } from '../contract/fixes/fix.ts';
import { BatchProof, type Signed, signedText } from '../contract/fixes/proof.ts';
import { recordSignedBatch } from '../db/fixes/signed-batches.ts';
import type { Db } from '../db/store/open.ts';
import type { Source } from './authenticate.ts';
import type { Received } from './pipeline.ts';

type Ingest<T> = (source: Source, batch: unknown) => Promise<T>;

const proofs = Compile(BatchProof);

/**
 * The pipeline for batches that may be signed. Fixes are taken whatever the signature says: what it shows is put on record after they are
 * stored and before receipts are given, so that a batch that was cut off comes again. A proof that cannot be read counts as none.
 */
export const keepProofs =
  ({ db, now }: { db: Db; now: () => number }, ingest: Ingest<Received>): Ingest<FixReceipt[]> =>
  async (source, batch) => {
    if (!isSigned(batch)) return (await ingest(source, batch)).receipts;
    const { proof, ...rest } = batch;
    const { receipts, sessions } = await ingest(source, rest);
    const { handheldId } = source;
    const session =
      sessions[receipts.findIndex(({ outcome }) => outcome !== 'refused')] ?? sessions[0]!;
    const { signature, ...link } = proof;
    const text = Buffer.from(signedText({ ...rest, ...proof }));
    await recordSignedBatch(db, {
      ...{ handheldId, session, ...link, receivedMs: now() },
      hash: createHash('sha256').update(text).digest('hex'),
      seqs: receipts.flatMap(({ outcome, seq }) =>
        outcome === 'refused' || seq === null ? [] : [seq],
      ),
      isValid: isSignedBy(proof.key, text, signature),
    });
    return receipts;
  };

const isSigned = (batch: unknown): batch is Signed & { proof: BatchProof } =>
  typeof batch === 'object' && batch !== null && 'proof' in batch && proofs.Check(batch.proof);

/** Whether it is the key's signature (Ed25519, RFC 8032); all hex. What is no point of the curve signs nothing. */
function isSignedBy(key: string, text: Buffer, signature: string): boolean {
  try {
    const x = Buffer.from(key, 'hex').toString('base64url');
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x },
      format: 'jwk',
    });
    return verify(null, text, publicKey, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}
