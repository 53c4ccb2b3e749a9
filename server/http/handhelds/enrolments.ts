import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/enrolments.ts';
import { redeemEnrolment } from '../../db/handhelds/enrolments.ts';
import { findHandheld } from '../../db/people/duty.ts';
import { iso } from '../../db/store/moments.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { makeSheets } from './make-sheets.ts';

/** How a phone becomes a handheld: an administrator makes a token, the phone gives a secret of its own for it. */
export function enrolmentRoutes(mount: Mount, { config, db, now }: Context): void {
  mount(routes.createEnrolment, async ({ params, body, account, request }) => {
    const held = (await findHandheld(db, params.code))!;
    const [sheet] = await makeSheets({ account, config, db, now, request }, [held], body.hours);
    return sheet!;
  });

  mount(routes.enrol, async ({ body }) => {
    const handheld = await redeemEnrolment(db, {
      tokenHash: hashSecret(body.token),
      secretHash: body.secretHash,
      moment: iso(now()),
    });
    if (!handheld) throw Refusal.of('not-found', 'sheet-spent');
    return { handheld };
  });
}
