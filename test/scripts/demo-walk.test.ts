import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../server/contract/units.ts';

test('the officers of a demo that is thrown away go, though the server that sent them out stays', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const began = String(Date.now() - HOUR_MS);
  const walkers = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo/walk.ts', url, began], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [first] = await once(server, 'connection');
  walkers.kill('SIGTERM');
  expect(await once(walkers, 'exit')).toEqual([0, null]);
  first.destroy();
  server.close();
}, 60_000);
