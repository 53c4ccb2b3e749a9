import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { ProviderRefusal } from '../../contract/accounts/account.ts';
import * as routes from '../../contract/routes/people/accounts.ts';
import { appendEntry } from '../../db/access/access-log.ts';
import { noteSignIn } from '../../db/accounts/managed.ts';
import { findUser } from '../../db/accounts/users.ts';
import { seal, unseal } from '../../domain/webhooks/seal.ts';
import { Refusal } from '../../errors.ts';
import { admitProvided, nameOf } from '../../services/accounts/admit-provided.ts';
import type { Mount } from '../shell/mount.ts';
import { enter } from './enter.ts';
import { CALLBACK, createOidcClient, type Started } from './oidc-client.ts';

const COOKIE = 'xunji-provider';
/** Seconds somebody may stay at the provider. */
const AWAY_S = 600;

/** Signing in by a provider of identities. */
export function providerRoutes(mount: Mount, context: Context): void {
  const { authority, config, db, metrics, now, rules, sealing } = context;
  const { oidc } = config;
  const client = oidc && createOidcClient(oidc);
  // The session's own cookie stays home when somebody comes from another site; this one is held for the way there and back alone.
  const cookie = { httpOnly: true, sameSite: 'lax', secure: 'auto', path: CALLBACK } as const;

  function requireProvider() {
    if (!oidc || !client) throw Refusal.of('not-found', 'no-provider');
    return { oidc, client };
  }

  function startedOf(request: FastifyRequest): Started {
    const text = unseal(request.cookies[COOKIE] ?? '', sealing);
    if (text === null) throw new Error('nobody set out from here, or too long ago');
    return JSON.parse(text) as Started;
  }

  mount(routes.startProviderSignIn, async ({ request }, reply) => {
    const { client } = requireProvider();
    try {
      const { to, started } = await client.start();
      const text = seal(JSON.stringify(started), sealing);
      return reply.setCookie(COOKIE, text, { ...cookie, maxAge: AWAY_S }).redirect(to);
    } catch (error) {
      request.log.warn({ err: error }, 'the provider of identities was not found');
      return back(reply, 'failed');
    }
  });

  mount(routes.finishProviderSignIn, async ({ request }, reply) => {
    const { client, oidc } = requireProvider();
    const entry = { atMs: now(), kind: 'act', address: request.ip } as const;
    const refuse = async (by: string, why: ProviderRefusal) => {
      metrics.signIns.inc({ outcome: 'failed' });
      await appendEntry(db, { ...entry, by, areaId: null, act: 'signInRefused', detail: { why } });
      return back(reply, why);
    };
    reply.clearCookie(COOKIE, cookie);
    let claims: Awaited<ReturnType<typeof client.finish>>;
    try {
      claims = await client.finish(request.url, startedOf(request));
    } catch (error) {
      request.log.warn({ err: error }, 'failed sign-in by the provider of identities');
      return refuse(oidc.name, 'failed');
    }
    const identity = { issuer: oidc.issuer, subject: claims.sub };
    const admitted = await admitProvided(db, identity, claims, {
      ...{ rules: oidc.rules, nowMs: now() },
    });
    await authority.check();
    if ('refused' in admitted) return refuse(nameOf(claims), admitted.refused);
    const user = (await findUser(db, admitted.id, rules))!;
    const { areaId, id, name } = user.account;
    metrics.signIns.inc({ outcome: 'good' });
    await noteSignIn(db, id, now());
    const detail = { provider: oidc.issuer, subject: claims.sub };
    await appendEntry(db, { ...entry, by: name, areaId, act: 'signIn', detail });
    await enter(request, user);
    return reply.redirect('/');
  });
}

const back = (reply: FastifyReply, why: ProviderRefusal) => reply.redirect(`/?refused=${why}`);
