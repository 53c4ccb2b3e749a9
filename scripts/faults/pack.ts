import { openStore } from '../../server/db/store/open.ts';
import { packWithoutRest } from './packing.ts';

// A process that packs until it is killed; it is told its database over IPC.
process.once('message', async (databaseUrl: string) => {
  const { db } = await openStore({ databaseUrl, connections: 1 });
  process.send!({ packing: true });
  await packWithoutRest(db);
});
