import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { dropSubscription, putSubscription } from '../../db/handhelds/push-subscriptions.ts';
import { Refusal } from '../../errors.ts';
import { wrongUrl } from '../../jobs/webhooks/webhook-address.ts';
import type { Mount } from '../shell/mount.ts';

/** Where the officer's phone is reached while its app is closed. */
export function ownPushRoutes(mount: Mount, { config, db, now, pushKey }: Context): void {
  mount(routes.getPushKey, async () => ({ key: pushKey }));

  mount(routes.subscribeToPush, async ({ body, handheld: { handheldId } }) => {
    const wrong = wrongUrl(body.endpoint, config.webhookPrivateHosts);
    if (wrong) throw Refusal.of('invalid', wrong);
    await putSubscription(db, body, { handheldId, nowMs: now() });
    return null;
  });

  mount(routes.endPush, async ({ body, handheld: { handheldId } }) => {
    await dropSubscription(db, body.endpoint, handheldId);
    return null;
  });
}
