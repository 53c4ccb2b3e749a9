import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import { createLiveBoard } from '../../../server/ingest/live-board.ts';
import { serveFleet } from '../../../server/realtime/fleet/serve-fleet.ts';
import { createFleetStream } from '../../../server/realtime/fleet/stream.ts';
import { createWalkers, gridPlaces } from './walkers.ts';

/** Steps come in batches this far apart, ms. */
const BATCH_MS = 50;

interface Load {
  officers: number;
  perSecond: number;
  consoles: number;
  seconds: number;
}

/** Processor time of a server that streams the fleet to consoles of another process over real sockets, and what each of them gets. */
export async function fleetServer({ officers, perSecond, consoles, seconds }: Load) {
  const board = createLiveBoard();
  const places = gridPlaces();
  const walkers = createWalkers(board, places, officers);
  walkers.walk(officers);
  const fleet = createFleetStream({
    board,
    now: Date.now,
    gridsOf: async () => new Set(places.map(({ gridId }) => gridId)),
    onError: (error) => {
      throw error;
    },
  });
  const http = createServer();
  const io = new Server(http, { perMessageDeflate: { threshold: 4096 } });
  io.of('/console').on('connection', (socket) =>
    serveFleet(socket, {
      areaId: 1,
      fleet,
      board,
      shows: async () => {},
      drop: () => socket.conn.close(),
    }),
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const clients = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/bench/console/consoles.ts', url, String(consoles)],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const count = async () => {
    clients.send('count');
    const [counted] = await once(clients, 'message');
    return counted as { bytes: number; largest: number; latenciesMs: number[] };
  };
  const run = async (forS: number, perS: number) => {
    const before = process.cpuUsage();
    const started = performance.now();
    for (let done = 0; performance.now() - started < forS * 1000; ) {
      const due = Math.floor(((performance.now() - started) / 1000) * perS);
      walkers.walk(due - done);
      done = due;
      await sleep(BATCH_MS);
    }
    const { user, system } = process.cpuUsage(before);
    return {
      cores: (user + system) / 1000 / (performance.now() - started),
      seconds: (performance.now() - started) / 1000,
    };
  };
  try {
    // Without consoles first: what the officers themselves cost.
    await run(5, perSecond);
    const alone = await run(seconds, perSecond);
    const ready = once(clients, 'message');
    clients.send('open');
    await ready;
    await run(3, perSecond);
    await count();
    const busy = await run(seconds, perSecond);
    const { bytes, largest, latenciesMs } = await count();
    const sorted = latenciesMs.sort((a, b) => a - b);
    return {
      fixesPerS: perSecond,
      serverCores: { withoutConsoles: round(alone.cores), withConsoles: round(busy.cores) },
      bytesPerConsolePerS: Math.round(bytes / busy.seconds / consoles),
      largestFrameBytes: largest,
      /** From the step to the console, most of it the wait for the second's frame. */
      latencyMs: { p50: sorted[sorted.length >> 1], p99: sorted[Math.floor(sorted.length * 0.99)] },
    };
  } finally {
    clients.kill();
    fleet.close();
    await io.close();
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000;
