import type { Context } from '../../context.ts';
import type { Site } from '../../contract/accounts/account.ts';
import * as routes from '../../contract/routes/people/accounts.ts';
import { appendEntry } from '../../db/access/access-log.ts';
import { noteSignIn } from '../../db/accounts/managed.ts';
import { requireTimeZone } from '../../domain/reading/times/instants.ts';
import { Refusal } from '../../errors.ts';
import { hasAccounts, makeFirstAccount } from '../../services/accounts/first-account.ts';
import { prove } from '../../services/accounts/prove.ts';
import type { Mount } from '../shell/mount.ts';
import type { Attempts } from './attempts.ts';
import { enter } from './enter.ts';
import { keepForWall } from './sessions.ts';

/** Signing in and out, and what anyone may know of this site. */
export function accountRoutes(
  mount: Mount,
  { authority, db, metrics, now, roster, rules, sealing }: Context,
  { attempts, site }: { attempts: Attempts; site: Omit<Site, 'isEmpty'> },
): void {
  // Where there is an account, there is one from then on.
  let isEmpty = true;
  mount(routes.getSite, async () => {
    isEmpty &&= !(await hasAccounts(db));
    return { ...site, isEmpty };
  });

  mount(routes.signIn, async ({ body, request }) => {
    const { name } = body;
    const address = request.ip;
    attempts.begin(name, request);
    const { refused, user } = await prove(db, body, { key: sealing, now: now(), rules });
    const entry = { atMs: now(), kind: 'act', by: name, address } as const;
    const areaId = user?.account.areaId ?? null;
    if (refused === 'code-needed') throw Refusal.of(refused);
    if (refused || !user) {
      attempts.failed(request);
      metrics.signIns.inc({ outcome: 'failed' });
      request.log.warn({ account: name, address }, 'failed sign-in');
      const detail = refused === 'wrong-code' ? { why: refused } : undefined;
      await appendEntry(db, { ...entry, areaId, act: 'signInFailed', detail });
      throw Refusal.of(refused ?? 'wrong-credentials');
    }
    attempts.succeeded(name);
    metrics.signIns.inc({ outcome: 'good' });
    await noteSignIn(db, user.account.id, now());
    await appendEntry(db, { ...entry, areaId, act: 'signIn' });
    return enter(request, user);
  });

  mount(routes.makeFirstAccount, async ({ body, request }) => {
    requireTimeZone(body.place.timeZone);
    const { place } = body;
    const user = await makeFirstAccount(db, body, { nowMs: now() });
    if (!user) throw Refusal.of('wrong-credentials', 'set-up-spent');
    const { areaId, id, name } = user.account;
    roster.forget();
    await noteSignIn(db, id, now());
    const entry = { atMs: now(), kind: 'act', by: name, address: request.ip, areaId } as const;
    await appendEntry(db, { ...entry, act: 'makeFirstAccount', detail: { body: { place } } });
    return enter(request, user);
  });

  mount(routes.getSession, async ({ account, request: { session } }) => ({
    ...account,
    endsAt: session.endsAt!,
    isWall: session.wallMs !== undefined,
  }));

  mount(routes.keepWall, async ({ request: { session } }) => {
    if (!keepForWall(session)) throw Refusal.of('wrong-state', 'session-lasts');
    return null;
  });

  mount(routes.signOut, async ({ request }) => {
    await request.session.destroy();
    await authority.check();
    return null;
  });
}
