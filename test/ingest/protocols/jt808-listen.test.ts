import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCommands } from '../../../server/ingest/protocols/commands.ts';
import { wrap } from '../../../server/ingest/protocols/jt808/frames.ts';
import { writeMessage } from '../../../server/ingest/protocols/jt808/header.ts';
import { listenJt808 } from '../../../server/ingest/protocols/jt808/listen.ts';
import { ID } from '../../../server/ingest/protocols/jt808/messages.ts';

const HALVES = 500;
const counts = new Map<string, number>();
let listener: Awaited<ReturnType<typeof listenJt808>>;

beforeAll(async () => {
  listener = await listenJt808({
    host: '127.0.0.1',
    port: 0,
    halfFrameMs: 300,
    byAddress: async (phone) =>
      phone === '1'
        ? {
            handheldId: 1,
            code: 'H1',
            datum: 'wgs84',
            device: '1',
            tokenHash: null,
            addressRange: null,
            sharedKey: null,
            trust: 'token' as const,
          }
        : undefined,
    byCode: async () => undefined,
    register: async () => undefined,
    take: async () => ({
      stored: 1,
      duplicate: 0,
      refused: 0,
      refusals: {},
      left: 0,
      defect: null,
    }),
    commands: createCommands(),
    count: (outcome) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1),
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(() => listener.close());

const open = async () => {
  const socket = connect(listener.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};
const message = (id: number, serial: number) =>
  wrap(writeMessage({ id, phone: '1', serial, version: null }, Buffer.alloc(0)));

it('connections that send half a frame and stop are closed, and disturb no other', async () => {
  const good = await open();
  good.write(message(ID.authenticate, 0));
  const [answer] = await once(good, 'data');
  expect((answer as Buffer).readUInt16BE(1)).toBe(ID.ack);

  const halves = await Promise.all(Array.from({ length: HALVES }, open));
  const closed = halves.map((socket) => once(socket.resume(), 'close'));
  for (const socket of halves) socket.write(Buffer.from('7e02000028', 'hex'));
  await Promise.all(closed);

  expect(good.destroyed).toBe(false);
  good.write(message(ID.heartbeat, 1));
  await once(good, 'data');
  good.destroy();
});

it('garbage between frames and a frame that was changed on the way are counted and skipped', async () => {
  const socket = await open();
  const changed = message(ID.heartbeat, 7);
  changed[3] = changed[3]! ^ 0x04;
  socket.write(Buffer.concat([Buffer.from('garbage'), changed, message(ID.authenticate, 8)]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  // What 0x8001 answers: the serial and the id of the sound frame.
  expect([answer.readUInt16BE(13), answer.readUInt16BE(15)]).toEqual([8, ID.authenticate]);
  expect(counts.get('bad-frame')).toBe(2);
  socket.destroy();
});
