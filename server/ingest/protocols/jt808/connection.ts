import type { BoundHandheld } from '../../../db/handhelds/bindings.ts';
import { asRefusal } from '../../../errors.ts';
import type { CommandDesk } from '../commands.ts';
import type { Proven, Taker } from '../take.ts';
import { type Ask, askOf } from './answer.ts';
import { writeUtc } from './bcd.ts';
import type { Frame } from './frames.ts';
import { wrap } from './frames.ts';
import { type Message, readMessage, writeMessage } from './header.ts';
import {
  ID,
  REGISTERED,
  RESULT,
  writeAck,
  writeInterval,
  writeRegistered,
  writeResend,
  writeTextMessage,
} from './messages.ts';
import { createPackages, type Whole } from './packages.ts';
import { phoneOf } from './phone.ts';

/** A terminal that has shown whose it is. */
export type ProvenTerminal = BoundHandheld & Proven;

export interface ConnectionOptions {
  /** The handheld a terminal is by its phone number where its network proves it; undefined else. */
  byAddress: (phone: string) => Promise<ProvenTerminal | undefined>;
  /** The handheld a terminal is by its phone number and the code it was given; undefined else. */
  byCode: (phone: string, code: string) => Promise<ProvenTerminal | undefined>;
  /** A new code for a terminal that may register now; undefined where it may not. */
  register: (phone: string) => Promise<string | undefined>;
  take: Taker;
  now: () => number;
  commands: CommandDesk;
  count: (outcome: string) => void;
  send: (bytes: Buffer) => void;
}

/** One terminal's connection: frames in, acknowledgements out, each after what it stands for is stored. */
export function createConnection(options: ConnectionOptions) {
  const { byAddress, byCode, register, take, now, commands, count, send } = options;
  const packages = createPackages();
  let handheld: ProvenTerminal | null = null;
  let serial = 0;
  let form: Pick<Message, 'phone' | 'version'> | null = null;
  let closeCommands = () => {};

  const say = (id: number, body: Buffer) =>
    send(wrap(writeMessage({ id, serial: serial++, ...form! }, body)));
  const ack = ({ serials, id }: Pick<Whole, 'serials' | 'id'>, result: number) => {
    for (const one of serials) say(ID.ack, writeAck(one, id, result));
  };

  /** Packages a terminal does not send again by itself: asked for after the last of a message, and when it has nothing else to say. */
  const askAgain = () => {
    for (const { firstSerial, indices } of packages.missing())
      say(ID.resend, writeResend(firstSerial, indices, form!.version));
  };

  function known(found: ProvenTerminal): void {
    handheld = found;
    closeCommands();
    closeCommands = commands.opened(found.handheldId, {
      text: (text) => say(ID.text, writeTextMessage(text, form!.version)),
      interval: (seconds) => say(ID.parameters, writeInterval(seconds)),
    });
  }

  /** A terminal that says who it is anew must show it anew. */
  async function who(phone: string): Promise<ProvenTerminal | null> {
    if (handheld?.device === phoneOf(phone)) return handheld;
    handheld = null;
    const found = await byAddress(phoneOf(phone));
    if (found) known(found);
    return handheld;
  }

  const doing: {
    [K in Ask['kind']]: (message: Whole, ask: Extract<Ask, { kind: K }>) => Promise<void>;
  } = {
    async register(message) {
      // In its own network a terminal needs no code, but asks for one all the same.
      const code = (await who(message.phone))
        ? phoneOf(message.phone)
        : await register(phoneOf(message.phone));
      if (code === undefined) count('unknown');
      const result = code === undefined ? REGISTERED.noSuchTerminal : REGISTERED.done;
      say(ID.registered, writeRegistered(message.serial, result, code));
    },
    async authenticate(message, { code }) {
      const found = await byCode(phoneOf(message.phone), code);
      if (found) known(found);
      const proven = found ?? (await who(message.phone));
      if (!proven) count('unknown');
      ack(message, proven ? RESULT.done : RESULT.failed);
    },
    async positions(message, { decoded }) {
      const source = await who(message.phone);
      if (!source) {
        count('unknown');
        return ack(message, RESULT.failed);
      }
      await take('jt808', source, decoded);
      ack(message, RESULT.done);
    },
    async alive(message) {
      ack(message, RESULT.done);
      if (message.id === ID.heartbeat) askAgain();
    },
    time: async () => say(ID.time, writeUtc(now())),
    async unsupported(message) {
      count('unsupported');
      ack(message, RESULT.unsupported);
    },
    async wrong(message) {
      count('unreadable');
      ack(message, RESULT.wrong);
    },
    none: async () => {},
  };

  return {
    /** Works off one frame. Where the store is away nothing is acknowledged: the terminal keeps what it sent. */
    async take(frame: Frame): Promise<void> {
      const read = 'defect' in frame ? { ...frame, header: null } : readMessage(frame.message);
      const header = 'header' in read ? read.header : read;
      if (header === null) return count('bad-frame');
      form = { phone: header.phone, version: header.version };
      const whole = 'defect' in read ? read : packages.add(read);
      if (whole === null) {
        if (header.part!.index === header.part!.total) askAgain();
        return;
      }
      if ('defect' in whole) {
        count('unreadable');
        return ack({ id: header.id, serials: [header.serial] }, RESULT.wrong);
      }
      const ask = askOf(whole);
      await doing[ask.kind](whole, ask as never).catch((error: unknown) =>
        count(asRefusal(error).code),
      );
    },
    /** Whether it is known whose connection this is. */
    isKnown: () => handheld !== null,
    close: () => closeCommands(),
  };
}
