import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { io } from 'socket.io-client';
import { decodeFleet } from '../../../server/contract/console/fleet.ts';
import { listAreas } from '../../../server/db/areas/areas.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { createDemoAccounts, DEMO_ACCOUNTS } from '../../demo/accounts.ts';
import { openHandheld } from '../../simulator/wire/handheld-client.ts';
import { signIn } from '../support/sign-in.ts';
import type { Servers } from './servers.ts';

/** What a console knew of officers: up to which moment (Unix ms), and when it came to know (Unix ms). */
type Shown = Map<number, { t: number; atMs: number }[]>;

/**
 * How long after the commit, by the database's own clock, consoles show a fix of the first server or a newer one of its officer: of that
 * server and of the last. Each of `perSecond` handhelds sends a fix a second; a console gets one frame a second.
 */
export async function measureDelay(
  { db, urls, handhelds }: Servers,
  { perSecond, seconds }: { perSecond: number; seconds: number },
) {
  const own = urls[0]!;
  const areas = await listAreas(db, { at: Date.now() });
  await createDemoAccounts(db, areas.find(({ parentId }) => parentId === null)!.id);
  const cookie = await signIn(own, DEMO_ACCOUNTS[0]!);
  const consoles = await Promise.all([own, urls.at(-1)!].map((url) => openConsole(url, cookie)));
  const session = Date.now();
  const clients = handhelds
    .slice(0, perSecond)
    .map(({ code, secret }) => openHandheld({ url: own, handheldCode: code, secret }));
  for (let seq = 0; seq < seconds; seq++) {
    const began = Date.now();
    for (const [k, client] of clients.entries()) {
      await sleep(Math.max(0, began + (1000 * k) / clients.length - Date.now()));
      const turn = (seq / 60 + k / 7) * 2 * Math.PI;
      client.send(session, [
        {
          ...{ seq, t: Date.now() },
          lng: 121.372 + 0.0015 * Math.cos(turn),
          lat: 28.582 + 0.0015 * Math.sin(turn),
        },
      ]);
    }
    await sleep(Math.max(0, began + 1000 - Date.now()));
  }
  await Promise.all(clients.map((client) => client.flush()));
  // What came last has its frame by then.
  await sleep(FRAME_MS * 3);
  for (const client of clients) client.close();
  for (const { close } of consoles) close();
  const committed = await commitsOf(db, session);
  const [ofOwn, ofOther] = consoles.map(({ shown }) => delaysOf(committed, shown));
  return { fixesPerS: perSecond, seconds, ownConsoleMs: ofOwn, otherConsoleMs: ofOther };
}

const FRAME_MS = 1_000;

async function openConsole(url: string, cookie: string) {
  const shown: Shown = new Map();
  const socket = io(`${url}/console`, {
    ...{ transports: ['websocket'], forceNew: true, extraHeaders: { cookie } },
  });
  socket.on('fleet', (sent: Uint8Array, ack: () => void) => {
    const atMs = Date.now();
    const { at, officerId, seenMs } = decodeFleet(sent);
    for (const [i, id] of officerId.entries()) {
      const known = shown.get(id) ?? [];
      shown.set(id, known);
      known.push({ t: at + seenMs[i]!, atMs });
    }
    ack();
  });
  socket.on('frame', (_: object, ack: () => void) => ack());
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  await socket.emitWithAck('fleet:view', { held: null, lng: 121.372, lat: 28.582 });
  return { shown, close: () => socket.disconnect() };
}

interface Commit {
  officerId: number;
  t: number;
  atMs: number;
}

async function commitsOf(db: Db, session: number): Promise<Commit[]> {
  const { rows } = await sql<Commit>`
    select a.officer_id as "officerId", round(extract(epoch from f.device_time) * 1000)::float8 as t,
      (extract(epoch from pg_xact_commit_timestamp(f.xmin)) * 1000)::float8 as "atMs"
    from fixes f join handheld_assignments a on a.handheld_id = f.handheld_id
    where f.session = to_timestamp(${session}::float8 / 1e3)`.execute(db);
  return rows.map(({ officerId, ...row }) => ({ ...row, officerId: Number(officerId) }));
}

/** Throws where a fix, and every newer one of its officer, was never shown. */
function delaysOf(commits: readonly Commit[], shown: Shown) {
  const delays = commits.map(({ officerId, t, atMs }) => {
    const first = shown.get(officerId)?.find((one) => one.t >= t);
    if (!first) throw new Error(`a fix of officer ${officerId} was never shown`);
    return first.atMs - atMs;
  });
  delays.sort((a, b) => a - b);
  const at = (share: number) => Math.round(delays[Math.floor((delays.length - 1) * share)]!);
  return { p50: at(0.5), p99: at(0.99), max: at(1), fixes: delays.length };
}
