import type { FastifyReply, FastifyRequest } from 'fastify';
import { findApiKey } from '../../db/accounts/api-keys.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret, verifySecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import { accountOf, requireRole } from './access.ts';

/** Who reads metrics: an account of the console, or a machine with a key. */
export interface Reader {
  /** Names the account or key, for counting its requests. */
  name: string;
  areaId: number;
  /** Requests a minute; null: the server's own limit. */
  perMinute: number | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    reader?: Reader;
  }
  interface FastifyContextConfig {
    /** Machines with a key may read this route, within the area of the key. */
    forKeys?: boolean;
  }
}

/** A key's text: its id, so that one row is looked at, and 256 random bits. */
export const writeKey = (id: number, secret: string) => `xj_${id}_${secret}`;
export const createKeySecret = () => createSecret() + createSecret();

/** Finds out who reads. Throws `unknown-key` for a wrong or revoked key, `not-signed-in` without key or session. */
export const identifyReader =
  ({ db, now }: { db: Db; now: () => number }) =>
  async (request: FastifyRequest): Promise<void> => {
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    request.reader = key
      ? await readerOfKey(db, key, now())
      : { ...accountOf(request), perMinute: null };
  };

/** A guard for rooms of which keys may read some routes, those of READER_ROUTE; the others take an account. */
export function readerOrAccount(context: { db: Db; now: () => number }) {
  const [identify, signedIn] = [identifyReader(context), requireRole()];
  return (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
    request.routeOptions.config.forKeys ? identify(request) : signedIn(request, reply);
}

async function readerOfKey(db: Db, text: string, now: number): Promise<Reader> {
  const match = /^xj_(\d{1,15})_([\w-]{44})$/.exec(text);
  const key = match && (await findApiKey(db, Number(match[1]), new Date(now).toISOString()));
  if (!key || !verifySecret(match[2]!, key.keyHash)) throw new Refusal('unknown-key');
  return { name: `key ${key.id}`, areaId: key.areaId, perMinute: key.requestsPerMinute };
}

/** The reader that `identifyReader` found. */
export const readerOf = (request: FastifyRequest): Reader => request.reader!;

/** Requests a minute of a reader without a limit of its own. */
const RATE_MAX = 1_200;

/** What routes for readers have in common: who may come in, and how often. */
export const READER_ROUTE = {
  config: {
    forKeys: true,
    rateLimit: {
      hook: 'preHandler' as const,
      timeWindow: '1 minute',
      max: (request: FastifyRequest) => readerOf(request).perMinute ?? RATE_MAX,
      keyGenerator: (request: FastifyRequest) => readerOf(request).name,
    },
  },
  security: [{ console: [] }, { key: [] }] as Record<string, string[]>[],
};
