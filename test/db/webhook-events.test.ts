import { beforeEach, expect, it } from 'vitest';
import type { EventType } from '../../server/contract/webhooks/webhook.ts';
import { publishEvent } from '../../server/db/webhooks/events.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('Publishing an event', (store) => {
  let ids: Ids;

  beforeEach(async () => {
    const { db } = store();
    await emptyTables(db, ['webhook_deliveries', 'webhook_events', 'webhooks']);
    ids ??= await seedTestWorld(db);
  });

  async function webhook(area: string, state: 'active' | 'disabled' | 'failing' = 'active') {
    const eventTypes: EventType[] = ['warning.raised'];
    const { id } = await store()
      .db.insertInto('webhooks')
      .values({
        name: area,
        area_id: ids.areas[area]!,
        url: 'https://example.org',
        event_types: eventTypes,
        secret: '',
        state,
        created_by: 'admin',
        created_at: new Date(NOW),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  const event = (id: string, area: string, type: EventType = 'warning.raised') => ({
    id,
    type,
    areaId: ids.areas[area]!,
    at: NOW,
    body: { area },
  });
  const deliveries = () =>
    store()
      .db.selectFrom('webhook_deliveries')
      .select(['webhook_id', 'event_id'])
      .orderBy('id')
      .execute();

  it('names it for the webhooks of its area and those above, of its type, that are not disabled', async () => {
    const { db } = store();
    const [grid, village, town] = [await webhook('G1'), await webhook('V1'), await webhook('T')];
    await webhook('V2');
    await webhook('D', 'disabled');
    const failing = await webhook('D', 'failing');
    expect(await publishEvent(db, event('a', 'G1'))).toBe(4);
    expect(await publishEvent(db, event('b', 'T'))).toBe(2);
    expect(await publishEvent(db, event('c', 'G1', 'warning.closed'))).toBe(0);
    const told = await deliveries();
    const of = (id: string) => told.filter((d) => d.event_id === id).map((d) => d.webhook_id);
    expect(of('a').sort()).toEqual([grid, village, town, failing].sort());
    expect(of('b').sort()).toEqual([town, failing].sort());
  });

  it('counts an id once and goes with the transaction it is part of', async () => {
    const { db } = store();
    await webhook('G1');
    const publishTwice = db.transaction().execute(async (trx) => {
      await publishEvent(trx, event('a', 'G1'));
      await publishEvent(trx, event('a', 'G1'));
      throw new Error('the warning could not be stored');
    });
    await expect(publishTwice).rejects.toThrow('could not be stored');
    expect(await deliveries()).toEqual([]);
    expect(await publishEvent(db, event('a', 'G1'))).toBe(1);
    expect(await publishEvent(db, event('a', 'G1'))).toBe(0);
    expect(await deliveries()).toHaveLength(1);
  });
});
