import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { may } from '../../contract/access/capabilities.ts';
import type { Route } from '../../contract/routes/route.ts';
import { findApiKey } from '../../db/accounts/api-keys.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret, verifySecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import { requireSet } from '../../services/access/authorise.ts';
import { accountOf } from './account-of.ts';
import { keyOf } from './authorization.ts';

/** Who reads metrics: an account of the console, or a machine with a key. */
export interface Reader {
  /** Names the account or key, for counting its requests. */
  name: string;
  areaId: number;
  /** Requests a minute; null: the server's own limit. */
  perMinute: number | null;
  /** May report incidents too. */
  reports: boolean;
  /** May read of persons one by one: patrols, tracks, alerts. */
  persons: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    reader?: Reader;
  }
}

/** A key's text: its id, so that one row is looked at, and 256 random bits. */
export const writeKey = (id: number, secret: string) => `xj_${id}_${secret}`;
export const createKeySecret = () => createSecret() + createSecret();

/** Finds out who reads. Throws `unknown-key` for a wrong or revoked key, `not-signed-in` without key or session. */
export const identifyReader =
  ({ db, now }: { db: Db; now: () => number }) =>
  async (request: FastifyRequest): Promise<void> => {
    const key = keyOf(request.headers.authorization) ?? keyInForm(request.body);
    request.reader = key ? await readerOfKey(db, key, now()) : readerOfSession(request);
  };

/** A key as Open311 has it; only of routes whose form is read before anybody is let in. */
const keyInForm = (form: unknown): string | undefined => {
  const { api_key: key } = (form ?? {}) as { api_key?: unknown };
  return typeof key === 'string' ? key : undefined;
};

function readerOfSession(request: FastifyRequest): Reader {
  const account = accountOf(request);
  requireSet(account);
  return {
    ...account,
    ...{ perMinute: null, reports: may(account.role, 'report-incidents'), persons: true },
  };
}

async function readerOfKey(db: Db, text: string, now: number): Promise<Reader> {
  const match = /^xj_(\d{1,15})_([\w-]{44})$/.exec(text);
  const key = match && (await findApiKey(db, Number(match[1]), new Date(now).toISOString()));
  if (!key || !verifySecret(match[2]!, key.keyHash)) throw Refusal.of('unknown-key');
  const { areaId, id, persons, reports, requestsPerMinute } = key;
  return { name: `key ${id}`, areaId, persons, reports, perMinute: requestsPerMinute };
}

/** Requests a minute of a reader without a limit of its own. */
const RATE_MAX = 1_200;

/** How often a route may be called, as its declaration says: readers are counted by account or key and handhelds by themselves, whatever address they come from. */
export function limitOf({ access, perMinute }: Route): { rateLimit?: false | RateLimitOptions } {
  if (perMinute === null) return { rateLimit: false };
  if (access === 'handheld')
    return { rateLimit: { ...HANDHELD_LIMIT, max: perMinute ?? HANDHELD_RATE_MAX } };
  if (perMinute !== undefined) return { rateLimit: { max: perMinute, timeWindow: '1 minute' } };
  return access === 'reader' ? { rateLimit: READER_LIMIT } : {};
}

/** Requests a minute of one handheld for one thing; positions are bounded by their number, and a call for help by nothing. */
const HANDHELD_RATE_MAX = 600;
const HANDHELD_LIMIT: RateLimitOptions = {
  hook: 'preHandler',
  timeWindow: '1 minute',
  keyGenerator: ({ handheld }) => String(handheld!.handheldId),
};

const READER_LIMIT: RateLimitOptions = {
  hook: 'preHandler',
  timeWindow: '1 minute',
  max: ({ reader }) => reader!.perMinute ?? RATE_MAX,
  keyGenerator: ({ reader }) => reader!.name,
};
