import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/honours.ts';
import {
  decideNomination,
  insertNomination,
  listNominations,
} from '../../db/rollups/nominations.ts';
import { Refusal } from '../../errors.ts';
import { nominate } from '../../services/metrics/nominate.ts';
import type { Mount } from '../shell/mount.ts';
import { editionOf, withinOf } from './metric-basis.ts';

/** A quarter nominates, a year decides: who is put forward by a scheme's figures and who is honoured. Both are acts of people. */
export function nominationRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listNominations, async ({ query, reader }) => ({
    nominations: await listNominations(db, {
      within: reader.areaId,
      moment: now(),
      year: query.year,
    }),
  }));

  mount(routes.nominate, async ({ body, account }) => {
    const { name: by, areaId: scope } = account;
    const moment = new Date(now()).toISOString();
    const edition = await editionOf(db, undefined);
    const found = await nominate(db, body, {
      edition,
      within: await withinOf(db, { areaId: scope, edition: edition.edition, scope }),
      scope,
      moment,
    });
    if ('refused' in found) throw Refusal.of('invalid', found.refused);
    const made = await insertNomination(db, { ...found, note: body.note, by });
    if (!made) throw Refusal.of('invalid', 'nominated-already');
    return made;
  });

  mount(routes.decideNomination, async ({ params, body, account }) => {
    const decided = await decideNomination(db, { id: params.id, by: account.name }, body);
    if (decided === 'own') throw Refusal.of('forbidden', 'nominated-oneself');
    if (!decided) throw Refusal.of('not-found', 'no-open-nomination');
    return decided;
  });
}
