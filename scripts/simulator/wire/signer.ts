import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { WireFix } from '../../../server/contract/fixes/fix.ts';
import { type BatchProof, NO_BATCH, signedText } from '../../../server/contract/fixes/proof.ts';

/** PKCS #8 in front of the 32 bytes of an Ed25519 seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs batches one after the other. A batch without an answer is sent again with the proof it has. */
export interface Signer {
  /** Public key, hex. */
  key: string;
  sign: (batch: { session: number; fixes: readonly WireFix[] }) => BatchProof;
}

/** A signer by a seed of 32 bytes, hex (RFC 8032), at the beginning of its chain. */
export function createSigner(seed: string): Signer {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, Buffer.from(seed, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = Buffer.from(x!, 'base64url').toString('hex');
  let last = { number: 0, hash: NO_BATCH };
  return {
    key,
    sign({ fixes, session }) {
      const link = { number: last.number + 1, previous: last.hash };
      const text = Buffer.from(signedText({ session, fixes, ...link }));
      last = {
        number: link.number,
        hash: createHash('sha256').update(text).digest('hex'),
      };
      return { key, ...link, signature: sign(null, text, privateKey).toString('hex') };
    },
  };
}

/** A signer by a new key. */
export const newSigner = (): Signer => createSigner(randomBytes(32).toString('hex'));
