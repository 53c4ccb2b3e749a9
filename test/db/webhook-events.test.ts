import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { HOUR_MS } from '../../server/contract/units.ts';
import type { EventType } from '../../server/contract/webhooks/webhook.ts';
import { insertAlert } from '../../server/db/alerts/alerts.ts';
import { recordSos } from '../../server/db/alerts/sos.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { publishEvent } from '../../server/db/webhooks/events.ts';
import { takeIncidents } from '../../server/services/incidents/store-incidents.ts';
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

  async function webhook(
    area: string,
    state: 'active' | 'disabled' | 'failing' = 'active',
    eventTypes: EventType[] = ['warning.raised'],
  ) {
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

  it('of alerts and incidents is kept where a webhook asks for it, once and without where a person is', async () => {
    const { db } = store();
    await emptyTables(db, ['sos_presses', 'alerts', 'incidents', 'incident_versions']);
    await putIncidentCategories(db, [
      { code: 'theft', nameZh: '盗窃', nameEn: 'Theft', points: 1 },
    ]);
    const [officerId, from] = [ids.officers.O1!, NOW - HOUR_MS];
    const happen = async (n: number) => {
      await insertAlert(db, {
        ...{ officerId, kind: 'refused', at: NOW + n, patrolId: null, text: null },
        position: { lng: 121.37, lat: 28.58 },
      });
      await recordSos(db, {
        ...{ handheldId: ids.handhelds.H1!, officerId, carrierId: officerId, text: `help ${n}` },
        ...{ atMs: NOW, deviceMs: NOW, receivedMs: NOW, position: { lng: 121.37, lat: 28.58 } },
      });
      const incident = {
        ...({
          id: `事件 ${n}`,
          category: 'theft',
          severity: 'minor',
          foundBy: 'reported',
        } as const),
        ...{ from: new Date(from).toISOString(), position: { lng: 121.372, lat: 28.582 } },
      };
      const by = { by: null, within: null, reportedMs: NOW };
      await takeIncidents(db, { incidents: [incident], withdrawals: [] }, by);
      await takeIncidents(db, { incidents: [incident], withdrawals: [] }, by);
      await takeIncidents(
        db,
        { incidents: [], withdrawals: [{ id: incident.id, withdrawn: true }] },
        by,
      );
    };
    await happen(1);
    await webhook('G1', 'active', [
      ...(['incident.reported', 'incident.changed', 'alert.raised', 'sos.raised'] as const),
    ]);
    await webhook('V2', 'active', ['incident.reported', 'alert.raised']);
    await emptyTables(db, ['sos_presses', 'alerts']);
    await happen(2);
    const { rows } = await sql<{ type: string; data: Record<string, unknown> }>`
      select e.type, e.payload::json -> 'data' as data from webhook_events e join webhook_deliveries d on d.event_id = e.id
      order by 1, e.id`.execute(db);
    expect(rows.map(({ type }) => type)).toEqual([
      'alert.raised',
      'incident.changed',
      'incident.reported',
      'sos.raised',
    ]);
    const [alert, gone, reported, sos] = rows.map(({ data }) => data);
    expect(alert).toMatchObject({ kind: 'refused', officerId, officer: 'O1' });
    expect(sos).toMatchObject({ kind: 'sos', officer: 'O1', text: 'help 2' });
    for (const told of [alert!, sos!]) expect(JSON.stringify(told)).not.toMatch(/lng|121\.37/);
    expect(gone).toMatchObject({ id: '事件 2', withdrawn: true });
    expect(reported).toMatchObject({ id: '事件 2', gridId: ids.areas.G1, withdrawn: false });
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
