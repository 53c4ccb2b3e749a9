import type { Context } from '../../context.ts';
import { NOTICE } from '../../contract/handhelds/about.ts';
import * as routes from '../../contract/routes/field/about.ts';
import { DAY_MS } from '../../contract/units.ts';
import { agree, agreedAt } from '../../db/people/about-officer.ts';
import { Refusal } from '../../errors.ts';
import { aboutOfficer } from '../../services/people/about-officer.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { carrierOf } from './carrier.ts';

/** An officer's rights to know and to take along what is kept about them, and the notice they are told by. */
export function aboutRoutes(mount: Mount, context: Context): void {
  const { db, now } = context;
  const stateOf = async (officerId: number) => ({
    notice: NOTICE,
    agreedAt: await agreedAt(db, officerId, NOTICE),
  });
  const spanOf = ({ from, to }: { from?: string; to?: string }) => ({
    fromMs: moment(from, now() - routes.ABOUT_DAYS * DAY_MS),
    toMs: moment(to, now()),
  });

  mount(routes.getOwnNotice, async ({ handheld }) =>
    stateOf((await carrierOf(context, handheld)).officerId),
  );

  mount(routes.agreeToNotice, async ({ body, handheld }) => {
    const { officerId } = await carrierOf(context, handheld);
    if (body.notice !== NOTICE)
      throw Refusal.of('wrong-state', 'notice-in-force', { notice: NOTICE });
    await agree(db, { officerId, notice: NOTICE, handheldId: handheld.handheldId, atMs: now() });
    return stateOf(officerId);
  });

  mount(routes.getOwnData, async ({ handheld, query }) => {
    const { officerId } = await carrierOf(context, handheld);
    return aboutOfficer(db, officerId, spanOf(query));
  });

  mount(routes.getOfficerData, async ({ params, query }) => {
    const about = await aboutOfficer(db, params.id, spanOf(query));
    if (about.records.officer?.length === 0) throw Refusal.of('not-found');
    return about;
  });
}
