import type { Context } from '../../context.ts';
import { firstCodes } from '../../contract/file-problem.ts';
import * as routes from '../../contract/routes/field/handhelds.ts';
import { listHandheldStates, revokeHandheld } from '../../db/handhelds/states.ts';
import { findHandheld } from '../../db/people/duty.ts';
import { iso } from '../../db/store/moments.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { makeSheets } from './make-sheets.ts';

/** Handhelds as those who hand them out see them: their state, sheets to print, and an end. */
export function handheldStateRoutes(
  mount: Mount,
  { authority, config, db, now, roster }: Context,
): void {
  const ofArea = (scope: number) => listHandheldStates(db, { scope, moment: iso(now()) });

  mount(routes.listHandheldStates, async ({ account }) => ({
    handhelds: await ofArea(account.areaId),
  }));

  mount(routes.makeSheets, async ({ body, account, request }) => {
    const known = new Map((await ofArea(account.areaId)).map((held) => [held.code, held]));
    const codes = [...new Set(body.handhelds)];
    const strange = codes.filter((code) => !known.has(code));
    if (strange.length > 0)
      throw Refusal.of('not-found', 'handhelds-beyond-own', {
        handhelds: firstCodes(strange.map(String)),
      });
    const held = codes.map((code) => known.get(code)!);
    const sheets = await makeSheets({ account, config, db, now, request }, held, body.hours);
    return {
      sheets: sheets.map((sheet, k) => {
        const { carriers, grid, officer, officerCode } = held[k]!;
        return { ...sheet, carriers, grid, officer, officerCode };
      }),
    };
  });

  mount(routes.revokeHandheld, async ({ params, body }) => {
    const { id } = (await findHandheld(db, params.code))!;
    await revokeHandheld(db, { id, why: body.why, moment: iso(now()) });
    roster.forget();
    await authority.check();
    return null;
  });
}
