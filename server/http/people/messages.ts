import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/messages.ts';
import { DAY_MS } from '../../contract/units.ts';
import { disclosedStretches } from '../../db/access/disclosed.ts';
import { areasWithin } from '../../db/areas/areas.ts';
import { handheldsOf, insertText, messagesIn } from '../../db/handhelds/texts.ts';
import { nearestOfficers } from '../../domain/live/near.ts';
import { Refusal } from '../../errors.ts';
import { seesPersons } from '../../services/access/sees-persons.ts';
import { tellText } from '../handhelds/tell.ts';
import type { Mount } from '../shell/mount.ts';

const MESSAGES_MOST = 50;

/** Texts to officers, and who is near a place. */
export function messageRoutes(mount: Mount, context: Context): void {
  const { board, config, db, now } = context;
  /** Of those days on which the officer was the area's: a text is of the area it was sent in, as positions are. */
  const messagesOf = async (officerId: number, areaId: number) => {
    const nowMs = now();
    const fromMs = nowMs - routes.MESSAGE_DAYS * DAY_MS;
    const span = { fromMs, toMs: nowMs, areaId, nowMs };
    return messagesIn(db, await disclosedStretches(db, { officerId }, span), MESSAGES_MOST);
  };

  mount(routes.sendMessage, async ({ params: { id }, body, account }) => {
    const handheldIds = await handheldsOf(db, id, now());
    if (handheldIds.length === 0) throw Refusal.of('wrong-state', 'carries-none');
    const texts = await insertText(db, {
      ...{ handheldIds, text: body.text.trim(), place: body.place },
      ...{ by: account.name, nowMs: now() },
    });
    await Promise.all(texts.map((text) => tellText(context, text)));
    const [{ id: first }] = texts as [(typeof texts)[0]];
    return (await messagesOf(id, account.areaId)).find((one) => one.id === first)!;
  });

  mount(routes.listMessages, async ({ params, account }) => ({
    messages: await messagesOf(params.id, account.areaId),
  }));

  mount(routes.listNear, async ({ query: place, account }) => {
    if (!(await seesPersons(db, account.areaId, config.personsUpTo)))
      throw Refusal.of(
        'forbidden',
        'positions-by-cells',
        {},
        { words: { level: [`cases.level.${config.personsUpTo}`] } },
      );
    const areas = await areasWithin(db, account.areaId, now());
    const seen = board
      .officers()
      .filter(({ gridId }) => gridId !== null && areas.has(gridId))
      .map(({ lat, lng, name, officerId, t }) => ({ lat, lng, name, officerId, t }));
    return {
      officers: nearestOfficers(seen, { place, nowMs: now(), most: routes.NEAR_MOST }),
    };
  });
}
