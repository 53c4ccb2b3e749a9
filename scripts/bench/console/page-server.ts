import { startApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config/config.ts';
import { upsertUser } from '../../../server/db/accounts/users.ts';
import { listAreas } from '../../../server/db/areas/areas.ts';
import { migrate } from '../../../server/db/store/migrate.ts';
import { openStore } from '../../../server/db/store/open.ts';
import { hashPassword } from '../../../server/domain/accounts/password.ts';
import { seedWorld } from '../../../server/services/areas/seed-world.ts';
import { buildWorld } from '../../simulator/world/world.ts';
import { createWalkers } from './walkers.ts';

// A server over a simulated kaifeng, in a process of its own; officers walk as they are told to.

const STEP_MS = 100;
const FROM = new Date('2020-01-01T00:00:00Z');

const [databaseUrl, officers, password, scale] = process.argv.slice(2);
const store = await openStore({ databaseUrl: databaseUrl! });
await migrate(store.db);
const world = buildWorld({ scenario: 'kaifeng', scale: Number(scale) });
await seedWorld(
  store.db,
  { ...world, officers: [], handhelds: [], categories: [] },
  { from: FROM },
);
const areas = await listAreas(store.db, { at: Date.now() });
const top = areas.find(({ parentId }) => parentId === null)!;
await upsertUser(store.db, {
  ...{ name: 'boss', role: 'supervisor', areaId: top.id },
  passwordHash: await hashPassword(password!),
});
const app = await startApp(
  readConfig({
    PORT: '0',
    LOG_LEVEL: 'error',
    DEMO: 'off',
    JUDGE_THREADS: '0',
    RISK_EVERY_MIN: '0',
  }),
  store.db,
);
const ids = new Map(areas.map(({ code, id }) => [code, id]));
const grids = world.areas.filter(({ level }) => level === 'grid');
const places = grids.map(({ code, geometry }) => {
  const [lng, lat] = geometry.coordinates[0]![0]![0]!;
  return { gridId: ids.get(code)!, lng: lng!, lat: lat! };
});
const walkers = createWalkers(app.context.board, places, Number(officers));
walkers.walk(Number(officers));

let perSecond = 0;
let owed = 0;
const timer = setInterval(() => {
  owed += (perSecond * STEP_MS) / 1000;
  walkers.walk(Math.floor(owed));
  owed %= 1;
}, STEP_MS);
process.on('message', (message: { perSecond: number } | 'end') => {
  if (message !== 'end') {
    perSecond = message.perSecond;
    return;
  }
  clearInterval(timer);
  app
    .close()
    .then(() => store.close())
    .then(() => process.exit());
});
process.send!({ url: app.url, grids: grids.length });
