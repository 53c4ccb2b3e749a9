import cookie, { Signer } from '@fastify/cookie';
import session, { type SessionStore } from '@fastify/session';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account } from '../../contract/accounts/account.ts';
import { WALL_BEFORE_END_MS } from '../../contract/accounts/wall.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import {
  deleteSession,
  hashSessionId,
  readSession,
  writeSession,
} from '../../db/accounts/console-sessions.ts';
import type { AccountRules } from '../../db/accounts/users.ts';
import type { Db } from '../../db/store/open.ts';

export const SESSION_COOKIE = 'xunji';
const LIFETIME_MS = 12 * HOUR_MS;
/** Of a session that hangs on a wall and only looks. */
const WALL_LIFETIME_MS = 30 * DAY_MS;

/** Leaves a session to a wall, where it is about to end or was left to one before. Returns whether it did. */
export function keepForWall(session: FastifyRequest['session']): boolean {
  const leftMs = Date.parse(session.endsAt!) - Date.now();
  if (session.wallMs === undefined && leftMs > WALL_BEFORE_END_MS) return false;
  session.wallMs = Date.now();
  session.cookie.maxAge = WALL_LIFETIME_MS;
  return true;
}

/** Console sessions, signed by the first of the secrets and good by any: an HttpOnly cookie, its content in the store, ended by signing out, after twelve hours (on a wall, where it only looks, after thirty days), or untouched for as long as the rules say. */
export async function registerSessions(
  app: FastifyInstance,
  { db, rules, secrets }: { db: Db; rules: AccountRules; secrets: readonly string[] },
): Promise<void> {
  await app.register(cookie);
  await app.register(session, {
    secret: new Signer([...secrets]),
    cookieName: SESSION_COOKIE,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'strict', secure: 'auto', path: '/', maxAge: LIFETIME_MS },
    store: createStore(db, rules),
  });
}

function createStore(db: Db, rules: AccountRules): SessionStore {
  const run = <T>(work: Promise<T>, callback: (error: Error | null, result?: T) => void) =>
    void work.then(
      (result) => callback(null, result),
      (error: Error) => callback(error),
    );
  return {
    get: (id, callback) => run(readSession(db, id, rules), callback as never),
    set: (id, data, callback) =>
      run(
        writeSession(db, id, data, new Date(data.cookie.expires ?? Date.now() + LIFETIME_MS)),
        callback as never,
      ),
    destroy: (id, callback) => run(deleteSession(db, id), callback as never),
  };
}

/** A console session: the account behind it, and what it is known by in the store. */
export interface ConsoleSession {
  account: Account;
  idHash: string;
}

/** Reads the session of a Cookie header, for sockets. */
export function createSessionReader(options: {
  db: Db;
  rules: AccountRules;
  secrets: readonly string[];
}) {
  const { db, rules, secrets } = options;
  const signer = new Signer([...secrets]);
  return async (header: string | undefined): Promise<ConsoleSession | undefined> => {
    const signed = header && cookie.parse(header)[SESSION_COOKIE];
    if (!signed) return undefined;
    const { valid, value } = signer.unsign(signed);
    if (!valid || !value) return undefined;
    const data = (await readSession(db, value, rules)) as { account?: Account } | undefined;
    return data?.account && { account: data.account, idHash: hashSessionId(value) };
  };
}
