import type { BoundHandheld } from '../../../db/handhelds/bindings.ts';
import { asRefusal } from '../../../errors.ts';
import type { CommandDesk } from '../commands.ts';
import { nothing } from '../report.ts';
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
  /** A new code for a terminal that may register now, by its phone number and what it tells of itself; undefined where it may not. */
  register: (phone: string, terminal: string) => Promise<string | undefined>;
  take: Taker;
  /** Told of a message of a terminal that did not show whose it is, and what it lacks. */
  unproven: (phone: string, detail: string) => Promise<void>;
  now: () => number;
  commands: CommandDesk;
  count: (outcome: string) => void;
  send: (bytes: Buffer) => void;
}

type Proof = () => Promise<ProvenTerminal | undefined>;

/** So long a proof stands before it is asked for anew. */
const SHOWN_FOR_MS = 10_000;

/** What an answer needs of a message, whether its body can be read or not. */
type Heading = Omit<Whole, 'body'>;

/** One terminal's connection: frames in, acknowledgements out, each after what it stands for is stored. */
export function createConnection(options: ConnectionOptions) {
  const { byAddress, byCode, register, take, unproven, now, commands, count, send } = options;
  const packages = createPackages();
  let handheld: ProvenTerminal | null = null;
  let serial = 0;
  let form: Pick<Message, 'phone' | 'version'> | null = null;
  let closeCommands = () => {};
  let prove: Proof = async () => undefined;
  let shownMs = 0;
  let closed = false;

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

  /** Takes the terminal for the handheld that a proof shows, if it still does. */
  async function show(proof: Proof): Promise<ProvenTerminal | null> {
    const found = (await proof()) ?? null;
    closeCommands();
    closeCommands = () => {};
    handheld = found;
    if (!handheld) return null;
    [prove, shownMs] = [proof, now()];
    // What came before the connection closed is worked off; no command goes that way any more.
    if (closed) return handheld;
    closeCommands = commands.opened(handheld.handheldId, {
      text: (text) => say(ID.text, writeTextMessage(text, form!.version)),
      interval: (seconds) => say(ID.parameters, writeInterval(seconds)),
    });
    return handheld;
  }

  /** A terminal that says who it is anew must show it anew, and a binding that was ended shows nothing any more. */
  async function who(phone: string): Promise<ProvenTerminal | null> {
    const number = phoneOf(phone);
    const same = handheld?.device === number;
    if (same && now() - shownMs < SHOWN_FOR_MS) return handheld;
    return show(same ? prove : () => byAddress(number));
  }

  const doing: {
    [K in Ask['kind']]: (message: Heading, ask: Extract<Ask, { kind: K }>) => Promise<void>;
  } = {
    async register(message, { terminal }) {
      // In its own network a terminal needs no code, but asks for one all the same.
      const code = (await who(message.phone))
        ? phoneOf(message.phone)
        : await register(phoneOf(message.phone), terminal);
      if (code === undefined)
        await unproven(
          phoneOf(message.phone),
          `terminal ${terminal || 'without an id'} asks for a code and is not the one that was stated, or came too late`,
        );
      const result = code === undefined ? REGISTERED.noSuchTerminal : REGISTERED.done;
      say(ID.registered, writeRegistered(message.serial, result, code));
    },
    async authenticate(message, { code }) {
      const byItsCode = () => byCode(phoneOf(message.phone), code);
      const proven = (await show(byItsCode)) ?? (await who(message.phone));
      if (!proven)
        await unproven(
          phoneOf(message.phone),
          'it shows another code than it was given: end the connection and make a new one',
        );
      ack(message, proven ? RESULT.done : RESULT.failed);
    },
    async positions(message, { decoded }) {
      const source = await who(message.phone);
      if (!source) {
        await unproven(phoneOf(message.phone), 'it has not shown its code: it must register first');
        return ack(message, RESULT.failed);
      }
      await take('jt808', source, decoded);
      ack(message, RESULT.done);
    },
    async alive(message) {
      // Answered whether the store is there or not: nothing in it is to be kept.
      ack(message, RESULT.done);
      if (message.id === ID.heartbeat) askAgain();
      const source = handheld && (await who(message.phone));
      if (source) await take('jt808', source, nothing(source.device));
    },
    time: async () => say(ID.time, writeUtc(now())),
    async unsupported(message) {
      count('unsupported');
      ack(message, RESULT.unsupported);
    },
    async wrong(message, { detail }) {
      const source = await who(message.phone);
      const left = [{ why: 'unreadable' as const, detail }];
      if (source) await take('jt808', source, { ...nothing(message.phone), left });
      else count('unreadable');
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
      const [message, ask]: [Heading, Ask] =
        'defect' in whole
          ? [
              { ...header, serials: [header.serial] },
              { kind: 'wrong', detail: whole.defect },
            ]
          : [whole, askOf(whole)];
      await doing[ask.kind](message, ask as never).catch((error: unknown) =>
        count(asRefusal(error).code),
      );
    },
    /** Whether it is known whose connection this is. */
    isKnown: () => handheld !== null,
    close() {
      closed = true;
      closeCommands();
    },
  };
}
