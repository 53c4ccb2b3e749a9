import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys that what must be read again is kept under, newest first: the newest seals, each opens what it sealed. */
export type SealingKey = readonly Buffer[];

/**
 * The key that signing secrets, shared keys and second factors are kept under, from the server's session secrets (HKDF-SHA256, RFC 5869):
 * they cannot be kept as hashes. Sealed, a copy of the store gives none away as long as SESSION_SECRET comes from the environment; where
 * the server made its session secret itself, that lies in the same store and the seal only keeps secrets out of sight.
 */
export const sealingKey = (secrets: string | readonly string[]): SealingKey =>
  [secrets]
    .flat()
    .map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'xunji webhook secrets', 32)));

/** Text under the newest key, base64: nonce, ciphertext, tag. */
export function seal(text: string, [key]: SealingKey): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key!, iv);
  const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64');
}

/** What was sealed under any of the keys; null under another or where a bit has changed. */
export function unseal(sealed: string, keys: SealingKey): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  for (const key of keys) {
    const text = open(bytes, key);
    if (text !== null) return text;
  }
  return null;
}

function open(bytes: Buffer, key: Buffer): string | null {
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
