import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CodeMaker } from './code-of-day.ts';

/** Bytes of HMAC-SHA-256 (RFC 2104) a token has: 128 bits cannot be guessed. */
const BYTES = 16;

/** By which a screen asks for the codes of a checkpoint. It follows from their secret, so that renewing them ends it. */
export const screenToken = (maker: CodeMaker): string =>
  `${maker.number}.${proofOf(maker).toString('base64url')}`;

/** The number of the codes a token claims to be of; null where it is no token. */
export function numberOfToken(token: string): number | null {
  const [, number] = /^(\d{1,7})\.[\w-]{22}$/.exec(token) ?? [];
  return number === undefined ? null : Number(number);
}

/** Whether these codes made the token; takes the same time wherever they differ. */
export function isTokenOf(maker: CodeMaker, token: string): boolean {
  const [told, own] = [Buffer.from(token), Buffer.from(screenToken(maker))];
  return told.length === own.length && timingSafeEqual(told, own);
}

const proofOf = ({ number, secret }: CodeMaker): Buffer =>
  createHmac('sha256', secret)
    .update(`xunji checkpoint screen ${number}`)
    .digest()
    .subarray(0, BYTES);
