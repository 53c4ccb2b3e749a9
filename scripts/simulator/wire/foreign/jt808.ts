import { connect, type Socket } from 'node:net';
import type { ErrorReply } from '../../../../server/contract/error.ts';
import { createFrameReader, wrap } from '../../../../server/ingest/protocols/jt808/frames.ts';
import {
  type Message,
  readMessage,
  writeMessage,
} from '../../../../server/ingest/protocols/jt808/header.ts';
import { writeBatch } from '../../../../server/ingest/protocols/jt808/location.ts';
import {
  ID,
  REGISTERED,
  RESULT,
  writeRegistration,
} from '../../../../server/ingest/protocols/jt808/messages.ts';
import type { ForeignWire } from './client.ts';

/** Locations of a batch: 30 bytes each in at most 1,023. */
const PER_MESSAGE = 30;
const ANSWER_MS = 15_000;

/** The id that a simulated terminal tells on registering. */
export const terminalOf = (phone: string): string => phone.slice(-7);

/** A terminal that registers once, shows its code on every connection, and sends batches, each after the answer to the last. */
export function openTerminal({
  host,
  port,
  phone,
}: {
  host: string;
  port: number;
  phone: string;
}): ForeignWire {
  let socket: Promise<Socket> | null = null;
  let code: string | null = null;
  let serial = 0;
  let heard: (message: Message) => void = () => {};

  async function dial(): Promise<Socket> {
    const opened = connect(port, host);
    const reader = createFrameReader();
    await new Promise<void>((resolve, reject) =>
      opened.once('connect', resolve).once('error', reject),
    );
    opened.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) {
        const message = 'message' in frame ? readMessage(frame.message) : frame;
        if ('body' in message) heard(message);
      }
    });
    opened
      .on('error', () => {})
      .once('close', () => {
        socket = null;
      });
    return opened;
  }

  /** Sends a message and resolves to its answer. Rejects where none comes. */
  const ask = (to: Socket, id: number, body: Buffer) =>
    new Promise<Message>((resolve, reject) => {
      const own = serial++ & 0xffff;
      const lost = () => reject(new Error('no answer'));
      const timer = setTimeout(lost, ANSWER_MS);
      to.once('close', lost);
      heard = (message) => {
        if (message.body.length < 3 || message.body.readUInt16BE(0) !== own) return;
        clearTimeout(timer);
        to.off('close', lost);
        resolve(message);
      };
      to.write(wrap(writeMessage({ id, phone, serial: own, version: null }, body)));
    });

  async function known(): Promise<Socket> {
    const to = await dial();
    if (code === null) {
      const { body } = await ask(
        to,
        ID.register,
        writeRegistration('XUNJI', 'SIM', terminalOf(phone)),
      );
      if (body[2] === REGISTERED.done) code = body.toString('latin1', 3);
    }
    const { body } = await ask(to, ID.authenticate, Buffer.from(code ?? ''));
    if (body[4] === RESULT.done) return to;
    to.destroy();
    throw new Refused('the terminal may not register; bind it anew');
  }

  return {
    perMessage: PER_MESSAGE,
    async send(fixes): Promise<ErrorReply | null> {
      try {
        socket ??= known();
        const { body } = await ask(await socket, ID.batch, writeBatch(fixes));
        if (body[4] === RESULT.done) return null;
        return { error: 'invalid', message: `The batch was answered with result ${body[4]}.` };
      } catch (error) {
        socket = null;
        if (error instanceof Refused) return { error: 'wrong-secret', message: error.message };
        throw error;
      }
    },
    close() {
      void socket?.then(
        (open) => open.destroy(),
        () => {},
      );
    },
  };
}

class Refused extends Error {}
