import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Characters a handheld's secret has at least: 128 random bits are 22 in base64url and 32 in hex. Such a secret cannot be
 * guessed, so a plain hash keeps it and costs a busy entrance nothing; a password would need scrypt.
 */
export const SECRET_MIN = 22;

/** A new secret: 128 random bits in base64url, 22 characters. None begins as a formula of a spreadsheet or an option of a command does. */
export function createSecret(): string {
  const secret = randomBytes(16).toString('base64url');
  return secret.startsWith('-') ? createSecret() : secret;
}

/** SHA-256 of a secret, hex. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

/** Whether a secret made this hash; takes the same time wherever they differ. */
export function verifySecret(secret: string, hash: string): boolean {
  const actual = Buffer.from(hashSecret(secret), 'hex');
  const expected = Buffer.from(hash, 'hex');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
