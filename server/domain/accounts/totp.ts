import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
/** Steps a clock may be off, either way. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Without those that look like another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

const totpOf = (secret: string, account = '') =>
  new TOTP({
    issuer: 'Xunji',
    label: account,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });

/** A new secret, 160 bits in Base32, and the address that authenticator apps read (RFC 6238). */
export function createTotp(account: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpOf(secret, account).toString() };
}

/** The time step whose code this is, one before and one after now included; null where it is none. `now`: Unix ms. */
export function stepOfCode(code: string, secret: string, now: number): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret).validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1_000 / PERIOD_S) + delta;
}

/** The code of a moment, Unix ms: what the app of its owner shows. */
export const codeAt = (secret: string, now: number): string =>
  totpOf(secret).generate({ timestamp: now });

/** Codes that let in once each: 12 letters, 59 bits. */
export const createRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: 3 }, () => letters(4)).join('-'),
  );

const letters = (count: number) =>
  Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** A recovery code as it is hashed, however it was typed. */
export const plainRecoveryCode = (code: string): string =>
  code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
