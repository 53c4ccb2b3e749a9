import { type Static, Type } from 'typebox';
import { canonicalJson } from '../canonical-json.ts';

const hex = (bytes: number, description: string) =>
  Type.String({ pattern: `^[0-9a-f]{${2 * bytes}}$`, description });

/** What stands before the first batch of a key. */
export const NO_BATCH = '0'.repeat(64);

/** A handheld's public key, Ed25519 (RFC 8032), raw. */
export const PublicKey = hex(32, 'Ed25519 public key, 32 bytes, hex');

/**
 * What shows that a batch is its handheld's and which came before it: a field of the batch. Signed is the UTF-8 text of `signedText`; the next
 * batch of the key names its SHA-256. The time of sending is not part of it, so that a batch without an answer is sent again as it was signed.
 */
export const BatchProof = Type.Object(
  {
    key: PublicKey,
    number: Type.Integer({
      minimum: 1,
      maximum: 2_147_483_647,
      description: 'Of the batch, counted from 1 by the key',
    }),
    previous: hex(32, 'SHA-256 of the signed text of the batch before, hex; zeros for the first'),
    signature: hex(64, 'Ed25519 signature of the signed text, hex'),
  },
  { additionalProperties: false },
);
export type BatchProof = Static<typeof BatchProof>;

/** What of a batch is signed. */
export interface Signed extends Pick<BatchProof, 'number' | 'previous'> {
  session: number;
  fixes: readonly unknown[];
}

/** The text that is signed and hashed: the JSON of these four by RFC 8785 (JCS), without blanks, names of fields in order. */
export const signedText = ({ fixes, number, previous, session }: Signed): string =>
  canonicalJson({ fixes, number, previous, session });
