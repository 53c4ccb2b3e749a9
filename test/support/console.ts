import { io } from 'socket.io-client';
import type { Role } from '../../server/contract/accounts/account.ts';
import type { Frame } from '../../server/contract/console/console.ts';
import { decodeFleet, type FleetView } from '../../server/contract/console/fleet.ts';
import { decodeHeat, type HeatFrame, type HeatView } from '../../server/contract/console/heat.ts';
import type { ErrorReply } from '../../server/contract/error.ts';
import { upsertUser } from '../../server/db/accounts/users.ts';
import type { Db } from '../../server/db/store/open.ts';
import { createHeldPicture } from './held-picture.ts';
import { quickHash } from './quick-hash.ts';

export const PASSWORD = 'correct horse battery staple';

/** Makes an account that signs in with PASSWORD. */
export async function createUser(db: Db, user: { name: string; role: Role; areaId: number }) {
  await upsertUser(db, { ...user, passwordHash: await quickHash(PASSWORD) });
}

/** Asks to be signed in. */
export const postSession = (url: string, name: string, password = PASSWORD): Promise<Response> =>
  fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });

/** The Cookie header of a reply that set one. */
export const cookieOf = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');

/** Signs in; returns the Cookie header of the session. */
export async function sessionOf(url: string, name: string): Promise<string> {
  const reply = await postSession(url, name);
  if (!reply.ok) throw new Error(`${name} could not sign in: ${reply.status}`);
  return cookieOf(reply);
}

/** Makes an account and signs in; returns the Cookie header of the session. */
export async function openSession(
  db: Db,
  url: string,
  user: { name: string; role: Role; areaId: number },
): Promise<string> {
  await createUser(db, user);
  return sessionOf(url, user.name);
}

/**
 * Opens a console socket that acknowledges frames, unless told not to, and keeps them. Asks for the fleet, of a picture `held` from before
 * only what changed since.
 */
export function openConsole(
  url: string,
  cookie: string,
  {
    acknowledge = true,
    held = createHeldPicture(),
  }: { acknowledge?: boolean; held?: ReturnType<typeof createHeldPicture> } = {},
) {
  const frames: Frame[] = [];
  const heat: HeatFrame[] = [];
  const waiting: { until: (frames: Frame[]) => boolean; resolve: () => void }[] = [];
  const socket = io(`${url}/console`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie },
  });
  socket.on('frame', (frame: Frame, ack: () => void) => {
    frames.push(frame);
    if (acknowledge) ack();
    for (const { until, resolve } of waiting) if (until(frames)) resolve();
  });
  socket.on('connect', () => {
    const view: FleetView = { held: held.edition(), lng: 0, lat: 0 };
    socket.emit('fleet:view', view, () => {});
  });
  socket.on('fleet', (sent: Uint8Array, ack: () => void) => {
    held.apply(decodeFleet(sent), sent.byteLength);
    if (acknowledge) ack();
    for (const { until, resolve } of waiting) if (until(frames)) resolve();
  });
  socket.on('heat', (sent: Uint8Array[], ack: () => void) => {
    heat.push(...sent.map(decodeHeat));
    if (acknowledge) ack();
    for (const { until, resolve } of waiting) if (until(frames)) resolve();
  });
  const refused = new Promise<ErrorReply>((resolve) => {
    socket.on('connect_error', (error: Error & { data?: ErrorReply }) => resolve(error.data!));
  });
  return {
    socket,
    frames,
    /** Officers as they came. */
    fleet: held,
    /** Asks for anything; resolves to the answer. */
    ask: (event: string, asked: object) => socket.timeout(20_000).emitWithAck(event, asked),
    /** Heat frames so far. */
    heat,
    /** Says what the console looks at; resolves to the server's answer. */
    look: (view: HeatView | object): Promise<{ resolution: number } & ErrorReply> =>
      socket.timeout(20_000).emitWithAck('heat:view', view),
    /** What a refused connection was told. */
    refused,
    /** Resolves once the frames so far, of either sort, fulfil a condition. */
    until: (until: (frames: Frame[]) => boolean) =>
      new Promise<void>((resolve) => {
        if (until(frames)) resolve();
        else waiting.push({ until, resolve });
      }),
    close: () => socket.disconnect(),
  };
}
