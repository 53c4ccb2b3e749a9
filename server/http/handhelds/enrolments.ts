import type { Context } from '../../context.ts';
import { ENROLMENT_HOURS } from '../../contract/handhelds/enrolment.ts';
import * as routes from '../../contract/routes/enrolments.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { insertEnrolment, redeemEnrolment } from '../../db/handhelds/enrolments.ts';
import { findHandheld } from '../../db/people/duty.ts';
import { iso } from '../../db/store/moments.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** How a phone becomes a handheld: an administrator makes a token, the phone gives a secret of its own for it. */
export function enrolmentRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.createEnrolment, async ({ params, body, account, request }) => {
    const held = await findHandheld(db, params.code);
    if (!held) throw new Refusal('not-found', `there is no handheld ${params.code} in your area`);
    const token = createSecret();
    const expiresAt = iso(now() + (body.hours ?? ENROLMENT_HOURS.usual) * HOUR_MS);
    await insertEnrolment(db, {
      handheldId: held.id,
      tokenHash: hashSecret(token),
      createdBy: account.name,
      createdAt: iso(now()),
      expiresAt,
    });
    const url = `${request.protocol}://${request.host}/handheld#${token}`;
    return { handheld: held.code, token, url, expiresAt };
  });

  mount(routes.enrol, async ({ body }) => {
    const handheld = await redeemEnrolment(db, {
      tokenHash: hashSecret(body.token),
      secretHash: body.secretHash,
      moment: iso(now()),
    });
    if (!handheld)
      throw new Refusal(
        'not-found',
        'this sheet is not known, has been used, or has expired; ask for a new one',
      );
    return { handheld };
  });
}
