import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCommands } from '../../../server/ingest/protocols/commands.ts';
import { createFrameReader, wrap } from '../../../server/ingest/protocols/jt808/frames.ts';
import {
  type Message,
  readMessage,
  writeMessage,
} from '../../../server/ingest/protocols/jt808/header.ts';
import { listenJt808 } from '../../../server/ingest/protocols/jt808/listen.ts';
import { writeLocation } from '../../../server/ingest/protocols/jt808/location.ts';
import { ID } from '../../../server/ingest/protocols/jt808/messages.ts';
import type { Decoded } from '../../../server/ingest/protocols/report.ts';

const HALVES = 2_000;
/** Phones of terminals whose bindings stand. */
const bound = new Set(['1', '2']);
const AT = Date.UTC(2026, 10, 28, 1, 15, 30);
let now = AT;
const taken: Decoded[] = [];
/** How many takes fail first, as where the store is away. */
let away = 0;
const counts = new Map<string, number>();
let listener: Awaited<ReturnType<typeof listenJt808>>;

beforeAll(async () => {
  listener = await listenJt808({
    bound: () => {},
    host: '127.0.0.1',
    port: 0,
    halfFrameMs: 300,
    byAddress: async (phone) =>
      bound.has(phone)
        ? {
            handheldId: 1,
            code: 'H1',
            datum: 'wgs84',
            device: phone,
            tokenHash: null,
            addressRange: null,
            sharedKey: null,
            trust: 'token' as const,
          }
        : undefined,
    byCode: async () => undefined,
    register: async () => undefined,
    take: async (_protocol, _proven, decoded) => {
      if (away-- > 0) throw new Error('the store is away');
      taken.push(decoded);
      return { stored: 1, duplicate: 0, refused: 0, refusals: {}, left: 0, defect: null };
    },
    unproven: async () => {
      counts.set('unknown', (counts.get('unknown') ?? 0) + 1);
    },
    now: () => now,
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

  const half = async () => {
    const socket = await open();
    socket.write(Buffer.from('7e02000028', 'hex'));
    await once(socket.resume(), 'close');
  };
  await Promise.all(Array.from({ length: HALVES }, half));

  expect(good.destroyed).toBe(false);
  good.write(message(ID.heartbeat, 1));
  await once(good, 'data');
  good.destroy();
});

/** Opens a connection that reads messages one by one. */
async function converse() {
  const socket = await open();
  const reader = createFrameReader();
  const heard: Message[] = [];
  let wake = () => {};
  socket.on('data', (chunk) => {
    for (const frame of reader.push(chunk as Buffer))
      heard.push(readMessage((frame as { message: Buffer }).message) as Message);
    wake();
  });
  const next = async (): Promise<[id: number, body: string]> => {
    while (heard.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const { id, body } = heard.shift()!;
    return [id, body.toString('hex')];
  };
  return { socket, next };
}
const bytes = (hex: string) => Buffer.from(hex, 'hex');

it.each([
  [null, '0009010001'],
  [1, '000900010001'],
])('a terminal is told the time, and which packages to send again, form %s', async (version, asked) => {
  const { socket, next } = await converse();
  const form = { phone: '1', version };
  socket.write(wrap(writeMessage({ ...form, id: ID.timeAsked, serial: 0 }, Buffer.alloc(0))));
  expect(await next()).toEqual([ID.time, '261128011530']);
  const location = writeLocation({ t: Date.UTC(2026, 10, 28, 1), lng: 117, lat: 36 });
  const batch = Buffer.concat([bytes('000101001c'), location]);
  const part = (index: number, body: Buffer) => {
    const head = writeMessage({ ...form, id: ID.batch, serial: 8 + index }, body);
    head.writeUInt16BE(head.readUInt16BE(2) | 0x2000, 2);
    const at = head.length - body.length;
    return wrap(Buffer.concat([head.subarray(0, at), bytes(`0002000${index}`), body]));
  };
  const [first, second] = [part(1, batch.subarray(0, 20)), part(2, batch.subarray(20))];
  socket.write(second);
  expect(await next()).toEqual([ID.resend, asked]);
  socket.write(wrap(writeMessage({ ...form, id: ID.heartbeat, serial: 20 }, Buffer.alloc(0))));
  expect(await next()).toEqual([ID.ack, '0014000200']);
  expect(await next()).toEqual([ID.resend, asked]);
  socket.write(first);
  expect([await next(), await next()]).toEqual([
    [ID.ack, '0009070400'],
    [ID.ack, '000a070400'],
  ]);
  socket.destroy();
});

it('what cannot be read is answered by the serial it has: wrong, or not supported', async () => {
  const { socket, next } = await converse();
  const short = writeMessage(
    { phone: '1', version: null, id: ID.location, serial: 5 },
    bytes('00'),
  );
  socket.write(wrap(short.subarray(0, -1)));
  expect(await next()).toEqual([ID.ack, '0005020002']);
  // Beside the handheld it is told why, as it is of a clock that tells no time.
  expect(taken.at(-1)!.left).toMatchObject([
    { why: 'unreadable', detail: expect.stringContaining('header tells 1 bytes') },
  ]);
  const noTime = writeLocation({ t: AT, lng: 117, lat: 36 }).fill(0xff, 22);
  socket.write(
    wrap(writeMessage({ phone: '1', version: null, id: ID.location, serial: 6 }, noTime)),
  );
  expect(await next()).toEqual([ID.ack, '0006020002']);
  expect(taken.at(-1)!.left).toMatchObject([
    { why: 'unreadable', detail: expect.stringContaining('no time') },
  ]);
  for (const id of [0x0900, 0x0210, 0x5501, 0xf001]) {
    socket.write(wrap(writeMessage({ phone: '1', version: null, id, serial: 6 }, bytes('0102'))));
    expect(await next()).toEqual([ID.ack, `0006${id.toString(16).padStart(4, '0')}03`]);
  }
  socket.destroy();
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

it('a terminal is heard by its heartbeats, and one whose binding was ended writes no more', async () => {
  const { socket, next } = await converse();
  const location = (serial: number) =>
    wrap(
      writeMessage(
        { id: ID.location, phone: '2', serial, version: null },
        writeLocation({ t: AT, lng: 117, lat: 36 }),
      ),
    );
  const heartbeat = wrap(
    writeMessage({ id: ID.heartbeat, phone: '2', serial: 2, version: null }, Buffer.alloc(0)),
  );
  socket.write(location(1));
  expect(await next()).toEqual([ID.ack, '0001020000']);
  const before = taken.length;
  socket.write(heartbeat);
  expect(await next()).toEqual([ID.ack, '0002000200']);
  expect(taken.slice(before)).toEqual([{ device: '2', reports: [], calls: [], left: [] }]);
  bound.delete('2');
  now = AT + 10_000;
  socket.write(location(3));
  expect(await next()).toEqual([ID.ack, '0003020001']);
  expect(taken).toHaveLength(before + 1);
  now = AT;
  socket.destroy();
});

it('a position is acknowledged only once it is stored: where the store is away, when it is sent again', async () => {
  const { socket, next } = await converse();
  const location = writeLocation({ t: AT, lng: 117, lat: 36 });
  const send = (id: number, serial: number, body: Buffer = Buffer.alloc(0)) =>
    socket.write(wrap(writeMessage({ id, phone: '1', serial, version: null }, body)));
  away = 2;
  send(ID.location, 1, location);
  // A heartbeat is answered all the same, and is the first answer there is.
  send(ID.heartbeat, 2);
  expect(await next()).toEqual([ID.ack, '0002000200']);
  send(ID.location, 3, location);
  expect(await next()).toEqual([ID.ack, '0003020000']);
  socket.destroy();
});
