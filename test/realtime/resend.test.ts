import { once } from 'node:events';
import { io } from 'socket.io-client';
import { beforeAll, expect, it } from 'vitest';
import { RESEND_KEPT_MS } from '../../server/contract/fixes/handheld.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { noteRestored } from '../../server/db/maintenance/restored.ts';
import { startTestApp } from '../support/app.ts';
import { postFixes } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { NOW, secretOf, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const SESSION = NOW - HOUR_MS;
const BACKED_UP = NOW - 5 * HOUR_MS;
const RESTORED = NOW - MINUTE_MS;

describeStores('a store that came back from a backup', (get) => {
  const batch = () => ({ session: SESSION, fixes: walk({ from: SESSION, count: 2 }) });

  beforeAll(async () => {
    await seedTestWorld(get().db);
    await noteRestored(get().db, { atMs: RESTORED, asOfMs: BACKED_UP });
  });

  it('asks for what it has no more, from an hour before, with every answer over HTTP and on connecting', async () => {
    const app = await startTestApp(get().db, { now: () => NOW });
    const asked = { restoredAt: RESTORED, agoMs: 6 * HOUR_MS };
    const { body } = await postFixes(app.url, 'H1', batch());
    expect(body).toEqual({
      receipts: [
        { seq: 0, outcome: 'stored' },
        { seq: 1, outcome: 'stored' },
      ],
      resend: asked,
    });
    const auth = { handheldId: 'H2', secret: secretOf('H2') };
    const socket = io(`${app.url}/handheld`, { auth, transports: ['websocket'], forceNew: true });
    const [told, acknowledge] = await once(socket as never, 'resend');
    expect(told).toEqual(asked);
    acknowledge();
    socket.disconnect();
    await app.close();
  });

  it('asks for nothing once nobody has it any more', async () => {
    const app = await startTestApp(get().db, { now: () => RESTORED + RESEND_KEPT_MS + 1 });
    expect(await postFixes(app.url, 'H1', batch())).toMatchObject({ status: 200 });
    expect((await postFixes(app.url, 'H1', batch())).body).not.toHaveProperty('resend');
    await app.close();
  });
});
