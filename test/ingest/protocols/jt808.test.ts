import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommands } from '../../../server/ingest/protocols/commands.ts';
import { askOf } from '../../../server/ingest/protocols/jt808/answer.ts';
import { createConnection } from '../../../server/ingest/protocols/jt808/connection.ts';
import {
  checksum,
  createFrameReader,
  FRAME_MAX_BYTES,
  type Frame,
  wrap,
} from '../../../server/ingest/protocols/jt808/frames.ts';
import {
  type Message,
  readMessage,
  writeMessage,
} from '../../../server/ingest/protocols/jt808/header.ts';
import { readLocation, writeLocation } from '../../../server/ingest/protocols/jt808/location.ts';
import {
  ID,
  readRegistration,
  writeResend,
  writeTextMessage,
} from '../../../server/ingest/protocols/jt808/messages.ts';
import { createPackages } from '../../../server/ingest/protocols/jt808/packages.ts';
import { phoneOf } from '../../../server/ingest/protocols/jt808/phone.ts';

/** Frames written out by the tables of JT/T 808-2013 and -2019. */
const FRAMES = {
  location2013:
    '7e02000028013912345678007d020000000000000003021cc8ac06f2fb880034002b005a2611280915300104000000643001183101099d7e',
  location2019:
    '7e0200401c010000000001391234567800070000000000000003021cc8ac06f2fb880034002b005a261128091530e07e',
  shiftedSouthWestWithoutFix:
    '7e0200001c0139123456780002000000010000002c015d87df0292c4200000000000002611282359594d7e',
  batch:
    '7e0704003f0139123456780009000201001c0000000000000003021cc8ac06f2fb880034002b005a261128091530001c0000000000000003021cc90406f2fbec00340024005a261128091600f77e',
  package1:
    '7e0704201e013912345678000900020001000201001c0000000000000003021cc8ac06f2fb880034002b005a261128bc7e',
  package2:
    '7e07042021013912345678000a00020002091530001c0000000000000003021cc90406f2fbec00340024005a261128091600717e',
  register2013:
    '7e0100002d01391234567800010025032b58554e4a49584a2d31000000000000000000000000000000003030303030343200c2b3483132333435607e',
  register2019:
    '7e01004054010000000001391234567800010025032b58554e4a49000000000000584a2d31000000000000000000000000000000000000000000000000000030303030303432000000000000000000000000000000000000000000000000c2b3483132333435587e',
  authenticate2013: '7e0102000b01391234567800027365637265742d636f64650c7e',
  authenticate2019:
    '7e0102402f010000000001391234567800020b7365637265742d636f646538363132333435363738393031323376310000000000000000000000000000000000001a7e',
  heartbeat: '7e000200000139123456780003317e',
};
const bytes = (hex: string) => Buffer.from(hex, 'hex');

function messageOf(hex: string): Message {
  const [frame] = createFrameReader().push(bytes(hex));
  if (!frame || 'defect' in frame) throw new Error(frame?.defect ?? 'no frame');
  const message = readMessage(frame.message);
  if (!('body' in message)) throw new Error(message.defect);
  return message;
}
const askIn = (hex: string) => askOf(messageOf(hex));

const AT = Date.UTC(2026, 10, 28, 1, 15, 30);

describe('A terminal by JT/T 808', () => {
  it('tells its position in the forms of 2013 and 2019, clock of GMT+8, speed in tenths of km/h', () => {
    expect(messageOf(FRAMES.location2013)).toMatchObject({
      id: ID.location,
      phone: '013912345678',
      serial: 126,
      version: null,
    });
    expect(messageOf(FRAMES.location2019)).toMatchObject({
      phone: '00000000013912345678',
      serial: 7,
      version: 1,
    });
    for (const hex of [FRAMES.location2013, FRAMES.location2019]) {
      const ask = askIn(hex);
      expect(ask).toMatchObject({ kind: 'positions', decoded: { left: [], calls: [] } });
      const [report] = ask.kind === 'positions' ? ask.decoded.reports : [];
      expect(report).toMatchObject({ t: AT, lng: 116.5874, lat: 35.440812, headingDeg: 90 });
      expect(report!.speedMps).toBeCloseTo(4.3 / 3.6, 9);
    }
    const located = readLocation(messageOf(FRAMES.location2013).body);
    if (typeof located === 'string') throw new Error(located);
    expect([...located.items].map(([id, value]) => [id, value.toString('hex')])).toEqual([
      [0x01, '00000064'],
      [0x30, '18'],
      [0x31, '09'],
    ]);
  });

  it('without a fix tells no position, and calls for help without one', () => {
    const located = readLocation(messageOf(FRAMES.shiftedSouthWestWithoutFix).body);
    expect(located).toMatchObject({
      positioned: false,
      emergency: true,
      report: { lng: -43.172896, lat: -22.906847, datum: 'gcj02' },
    });
    expect(askIn(FRAMES.shiftedSouthWestWithoutFix)).toMatchObject({
      kind: 'positions',
      decoded: {
        reports: [],
        calls: [{ t: Date.UTC(2026, 10, 28, 15, 59, 59) }],
        left: [{ why: 'no-fix' }],
      },
    });
  });

  it('sends positions from before in one message, whole or in packages of any order', () => {
    const whole = askIn(FRAMES.batch);
    expect(whole).toMatchObject({
      decoded: { reports: [{ t: AT }, { t: AT + 30_000, lng: 116.5875 }] },
    });
    const packages = createPackages();
    expect(packages.add(messageOf(FRAMES.package2))).toBeNull();
    const put = packages.add(messageOf(FRAMES.package1));
    expect(put).toMatchObject({ part: null, serials: [9, 10] });
    expect(askOf(put as Message)).toEqual(whole);
  });

  it('registers and authenticates in both forms, with Chinese plates', () => {
    for (const hex of [FRAMES.register2013, FRAMES.register2019]) {
      const { body, version } = messageOf(hex);
      expect(readRegistration(body, version)).toEqual({
        maker: 'XUNJI',
        model: 'XJ-1',
        terminal: '0000042',
        plate: '鲁H12345',
      });
    }
    for (const hex of [FRAMES.authenticate2013, FRAMES.authenticate2019])
      expect(askIn(hex)).toEqual({ kind: 'authenticate', code: 'secret-code' });
    expect(askIn(FRAMES.heartbeat)).toEqual({ kind: 'alive' });
  });

  it('is told texts in GBK', () => {
    expect(writeTextMessage('注意', null).toString('hex')).toBe('0cd7a2d2e2');
    expect(writeTextMessage('注意', 1).toString('hex')).toBe('0c01d7a2d2e2');
  });

  it.each([
    ['a checksum that does not fit', '7e000200000139123456780003327e', /checksum 50 .* 49/],
    ['an escape of nothing', '7e00027d030000013912345678000331317e', /0x7d is followed by 3/],
    ['too few bytes', '7e0002317e', /4 bytes|3 bytes/],
  ])('%s is a defect, and the next frame is read', (_what, hex, defect) => {
    const frames = createFrameReader().push(bytes(hex + FRAMES.heartbeat));
    expect(frames).toHaveLength(2);
    expect(frames[0]).toMatchObject({ defect: expect.stringMatching(defect) });
    expect(frames[1]).toHaveProperty('message');
  });

  it.each([
    [15, /15 bytes|header tells/],
    [28, /header tells/],
  ])('a body of another length than told is refused (%i)', (cut, says) => {
    const [frame] = createFrameReader().push(bytes(FRAMES.location2013));
    const { message } = frame as { message: Buffer };
    expect(readMessage(message.subarray(0, cut))).toMatchObject({
      defect: expect.stringMatching(says),
    });
  });

  it.each([
    ['30 February', '260230091530'],
    ['an hour of 24', '261128241530'],
    ['no BCD', '26112809153a'],
  ])('a clock of %s is no time', (_what, clock) => {
    const body = messageOf(FRAMES.location2019).body;
    const wrong = Buffer.concat([body.subarray(0, 22), bytes(clock)]);
    expect(readLocation(wrong)).toMatchObject({
      t: null,
      report: null,
      defect: expect.stringMatching(/is no time/),
    });
  });

  /** What 0x0200 with these alarms, status bits and clock asks for. */
  const told = (own: { alarms?: number; status?: number; clock?: string; items?: string }) => {
    const body = Buffer.concat([messageOf(FRAMES.location2019).body, bytes(own.items ?? '')]);
    body.writeUInt32BE(own.alarms ?? 0, 0);
    if (own.status !== undefined) body.writeUInt32BE(own.status, 4);
    if (own.clock) bytes(own.clock).copy(body, 22);
    return { body, ask: askOf({ ...messageOf(FRAMES.location2019), body }) };
  };

  it('just switched on, without fix and clock, says so and may forget it', () => {
    expect(told({ status: 0, clock: '000000000000' }).ask).toMatchObject({
      kind: 'positions',
      decoded: { reports: [], left: [{ why: 'no-fix' }] },
    });
    // A position it is sure of, at no time, is wrong.
    expect(told({ clock: '000000000000' }).ask).toMatchObject({ kind: 'wrong' });
    const nowhere = told({}).body;
    nowhere.fill(0, 8, 16);
    expect(askOf({ ...messageOf(FRAMES.location2019), body: nowhere })).toMatchObject({
      decoded: { reports: [], left: [{ why: 'no-fix' }] },
    });
  });

  it.each([
    ['no clock', { clock: '000000000000' }, [{}]],
    ['no clock and no fix', { clock: '000000000000', status: 1 }, [{}]],
    ['no fix', { status: 1 }, [{ t: AT }]],
    ['everything', {}, [{ t: AT, position: { lng: 116.5874, lat: 35.440812 } }]],
  ])('calls for help with %s', (_what, own, calls) => {
    const { ask } = told({ ...own, alarms: 1 });
    expect(ask.kind === 'positions' && ask.decoded.calls).toEqual(calls);
  });

  it.each([
    [
      'signals and battery of makers',
      '2a020000300117310109e10200c8e4020064eb0a000300e1640003 00e301',
      6,
    ],
    ['one of no bytes', '1700310109', 2],
    ['one that tells more bytes than there are', '3001187f40abcd', 1],
    ['half of one', '30011831', 1],
  ])('items of a position that nobody knows cost nothing: %s', (_what, items, count) => {
    const { body, ask } = told({ items: items.replace(' ', '') });
    expect(ask).toMatchObject({ decoded: { reports: [{ t: AT, lng: 116.5874 }], left: [] } });
    const located = readLocation(body);
    expect(typeof located === 'string' ? located : located.items.size).toBe(count);
  });

  it('that escapes nothing is read where length and checksum leave no doubt', () => {
    const message = writeMessage(
      { id: ID.heartbeat, phone: '013912345678', serial: 0x7e7d, version: null },
      Buffer.alloc(0),
    );
    const raw = Buffer.concat([message, Buffer.from([checksum(message)])]);
    const sent = Buffer.concat([bytes('7e'), raw, bytes(`7e${FRAMES.heartbeat}`)]);
    expect(createFrameReader().push(sent)).toEqual([{ message }, { message: expect.anything() }]);
    raw[1] = 0x03;
    expect(createFrameReader().push(Buffer.concat([raw, bytes('7e')]))[0]).toHaveProperty('defect');
  });

  it('is asked again for packages that did not come, three times', () => {
    const packages = createPackages();
    packages.add(messageOf(FRAMES.package2));
    for (let k = 0; k < 3; k++)
      expect(packages.missing()).toEqual([{ firstSerial: 9, indices: [1] }]);
    expect(packages.missing()).toEqual([]);
    expect(writeResend(9, [1, 3], null).toString('hex')).toBe('00090200010003');
    expect(writeResend(9, [1, 3], 1).toString('hex')).toBe('0009000200010003');
  });

  it('goes by its phone number, or by the IMEI that some makers put in its place', () => {
    expect(phoneOf('013912345678')).toBe('13912345678');
    expect(phoneOf('00000000013912345678')).toBe('13912345678');
    expect(phoneOf('000000000000')).toBe('0');
    // The first 14 digits of an IMEI, as a binary number in six bytes.
    expect(phoneOf((49_015_420_323_751).toString(16).padStart(12, '0'))).toBe('490154203237518');
    const message = writeMessage(
      { id: ID.heartbeat, phone: '2076a2b1e5d4', serial: 1, version: null },
      Buffer.alloc(0),
    );
    expect(readMessage(message)).toMatchObject({ phone: '2076a2b1e5d4' });
  });

  it('is read the same however its bytes are cut', () => {
    const stream = Buffer.concat(Object.values(FRAMES).map(bytes));
    const whole = createFrameReader().push(stream);
    expect(whole).toHaveLength(Object.keys(FRAMES).length);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (cuts) => {
        const reader = createFrameReader();
        const frames = [];
        for (let at = 0, k = 0; at < stream.length; k++) {
          const end = at + cuts[k % cuts.length]!;
          frames.push(...reader.push(stream.subarray(at, end)));
          at = end;
        }
        expect(frames).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('what is written is read again', () => {
    fc.assert(
      fc.property(
        fc.record({
          t: fc
            .integer({ min: Date.UTC(2015, 0, 1) / 1000, max: Date.UTC(2099, 0, 1) / 1000 })
            .map((s) => s * 1000),
          lng: fc.integer({ min: -180e6, max: 180e6 }).map((v) => v / 1e6),
          lat: fc.integer({ min: -90e6, max: 90e6 }).map((v) => v / 1e6),
        }),
        fc.constantFrom(null, 1),
        (report, version) => {
          const message = writeMessage(
            { id: ID.location, phone: '013912345678', serial: 0x7e7d, version },
            writeLocation(report),
          );
          const [frame] = createFrameReader().push(wrap(message));
          const read = readMessage((frame as { message: Buffer }).message) as Message;
          expect(readLocation(read.body)).toMatchObject({ positioned: true, report });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('no bytes make a reader throw or hold more than a frame', () => {
    const flagged = fc.array(fc.oneof(fc.constant(0x7e), fc.constant(0x7d), fc.nat(255)), {
      maxLength: 600,
    });
    fc.assert(
      fc.property(fc.array(flagged, { maxLength: 20 }), (chunks) => {
        const reader = createFrameReader();
        for (const chunk of chunks) {
          for (const frame of reader.push(Uint8Array.from(chunk)))
            if ('message' in frame) {
              const message = readMessage(frame.message);
              if ('body' in message) askOf(message);
            }
          expect(reader.pending()).toBeLessThanOrEqual(FRAME_MAX_BYTES);
        }
      }),
    );
    // Frames that are sound but for their bodies.
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(ID)),
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(null, 1),
        (id, body, version) => {
          const message = writeMessage({ id, phone: '1', serial: 1, version }, body);
          askOf(readMessage(message) as Message);
        },
      ),
    );
  });

  it('whatever a connection sends, each frame is answered or counted, and the next sound one is served', async () => {
    const known = { ...{ handheldId: 1, code: 'H1', datum: 'wgs84' as const, device: '1' } };
    const proven = { ...known, tokenHash: null, addressRange: null, sharedKey: null };
    let [said, counted] = [0, 0];
    const make = (isKnown: boolean) => {
      const prove = async () => (isKnown ? { ...proven, trust: 'token' as const } : undefined);
      return createConnection({
        byAddress: prove,
        byCode: prove,
        register: async () => undefined,
        unproven: async () => void counted++,
        take: async () => ({
          stored: 1,
          duplicate: 0,
          refused: 0,
          refusals: {},
          left: 0,
          defect: null,
        }),
        now: () => AT,
        commands: createCommands(),
        count: () => void counted++,
        send: () => void said++,
      });
    };
    const id = fc.oneof(fc.constantFrom(...Object.values(ID)), fc.nat(0xffff));
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constant(writeLocation({ t: AT, lng: 121, lat: 28 }, { emergency: true })),
    );
    const sound = fc
      .tuple(id, body, fc.constantFrom(null, 1), fc.constantFrom('1', '99'))
      .map(([one, bytes, version, phone]) =>
        wrap(writeMessage({ id: one, phone, serial: 1, version }, bytes)),
      );
    const noise = fc.uint8Array({ maxLength: 60 });
    const cuts = fc.array(fc.nat(90), { maxLength: 5 });
    const traffic = fc.array(fc.oneof(sound, noise), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(traffic, cuts, fc.boolean(), async (parts, lengths, isKnown) => {
        const reader = createFrameReader();
        const connection = make(isKnown);
        let rest = Buffer.concat([...parts, heartbeat]);
        for (const length of [...lengths, rest.length]) {
          const chunk = rest.subarray(0, length);
          rest = rest.subarray(length);
          for (const frame of reader.push(chunk)) {
            const before = said + counted;
            await connection.take(frame);
            if (!needsNone(frame)) expect(said + counted).toBeGreaterThan(before);
          }
        }
        const before = said;
        for (const frame of reader.push(heartbeat)) await connection.take(frame);
        expect(said).toBeGreaterThan(before);
        connection.close();
      }),
      { numRuns: 150 },
    );
  });
});

const heartbeat = wrap(
  writeMessage({ id: ID.heartbeat, phone: '1', serial: 2, version: null }, Buffer.alloc(0)),
);

/** An answer to us, or a package of a message that is not whole yet. */
function needsNone(frame: Frame): boolean {
  if ('defect' in frame) return false;
  const read = readMessage(frame.message);
  if (!('body' in read)) return read.header?.part != null;
  return read.part !== null || read.id === ID.terminalAck;
}
