import { connect } from 'node:net';
import { createFrameReader, wrap } from '../../server/ingest/protocols/jt808/frames.ts';
import {
  type Message,
  readMessage,
  writeMessage,
} from '../../server/ingest/protocols/jt808/header.ts';

/** A terminal by JT/T 808: sends messages and waits for the answer to each. */
export function connectTerminal(port: number, phone: string, version: number | null = null) {
  const socket = connect(port, '127.0.0.1');
  const reader = createFrameReader();
  const answers: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  socket.on('data', (chunk) => {
    for (const frame of reader.push(chunk as Buffer)) {
      const message = readMessage((frame as { message: Buffer }).message) as Message;
      const next = waiting.shift();
      if (next) next(message);
      else answers.push(message);
    }
  });
  const answer = () =>
    answers.length
      ? Promise.resolve(answers.shift()!)
      : new Promise<Message>((resolve) => waiting.push(resolve));
  let serial = 0;
  return {
    socket,
    answer,
    ask(id: number, body: Uint8Array = Buffer.alloc(0)) {
      socket.write(wrap(writeMessage({ id, phone, serial: serial++, version }, body)));
      return answer();
    },
  };
}

/** The result of 0x8001, with what it answers. */
export const resultOf = ({ id, body }: Message) => ({
  id,
  of: body.readUInt16BE(2),
  result: body[4],
});
