import { io } from 'socket.io-client';
import { BATCH_MAX, type FixReceipt, type WireFix } from '../../server/contract/fixes/fix.ts';
import type { FixesReply } from '../../server/contract/fixes/handheld.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import type { Random } from '../simulator/random.ts';
import { openHandheld } from '../simulator/wire/handheld-client.ts';
import { type Field, type HandheldOfField, nowOf } from './field.ts';

/** What a handheld is to send, and who hears of its receipts. */
export interface Sending {
  field: Field;
  handheld: HandheldOfField;
  session: number;
  fixes: readonly WireFix[];
  random: Random;
  onReceipts: (receipts: readonly FixReceipt[]) => void;
}

/** Sends until everything has its receipt. */
export type Sender = (sending: Sending) => Promise<void>;

const BATCH = 20;

const open = ({ field, handheld, onReceipts }: Sending, batchMax = BATCH, clockMs = () => 0) =>
  openHandheld({
    url: field.url,
    handheldCode: handheld.code,
    secret: handheld.secret,
    batchMax,
    retryMs: 50,
    sentAt: () => nowOf(field) + clockMs(),
    onReceipts,
  });

/** As every handheld does. */
export const usual: Sender = async (sending) => {
  const client = open(sending);
  client.send(sending.session, sending.fixes);
  await client.flush();
  client.close();
};

/** Over two connections at once, which both send everything. */
export const twoConnections: Sender = async (sending) => {
  await Promise.all([usual(sending), usual(sending)]);
};

/** Everything, and then everything again. */
export const oneAfterTheOther: Sender = async (sending) => {
  await usual(sending);
  await usual(sending);
};

/** In full batches, in each of which one fix lies nowhere on Earth. */
export const oneBadOfEach: Sender = async (sending) => {
  const client = open(sending, BATCH_MAX);
  const fixes = sending.fixes.map((fix, k) => (k % BATCH_MAX === 7 ? { ...fix, lat: 91 } : fix));
  client.send(sending.session, fixes);
  await client.flush();
  client.close();
};

/** By a clock that is set back by two hours half way. */
export const clockSetBack: Sender = async (sending) => {
  let behindMs = 0;
  const client = open(sending, BATCH, () => -behindMs);
  const half = sending.fixes.length >> 1;
  client.send(sending.session, sending.fixes.slice(0, half));
  await client.flush();
  behindMs = 2 * HOUR_MS + 1;
  client.send(
    sending.session,
    sending.fixes.slice(half).map((fix) => ({ ...fix, t: fix.t - behindMs })),
  );
  await client.flush();
  client.close();
};

/** Over a network that tells a tenth of the messages twice, all out of order, and loses a tenth of the connections before the answer. */
export const overBadNetwork: Sender = async ({
  field,
  handheld,
  session,
  fixes,
  random,
  onReceipts,
}) => {
  const socket = io(`${field.url}/handheld`, {
    auth: { handheldId: handheld.code, secret: handheld.secret },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 10,
  });
  socket.on('connect_error', () => {
    // Refused for now; a lost connection comes back by itself.
    if (!socket.active) setTimeout(() => socket.connect(), 1_000);
  });
  const connected = () =>
    socket.connected ? undefined : new Promise<void>((resolve) => socket.once('connect', resolve));
  const batches = Array.from({ length: Math.ceil(fixes.length / BATCH) }, (_, k) =>
    fixes.slice(k * BATCH, (k + 1) * BATCH),
  );
  let waiting = batches.flatMap((batch) => (random.chance(0.1) ? [batch, batch] : [batch]));
  while (waiting.length > 0) {
    const left: typeof waiting = [];
    const order = waiting.map((batch) => ({ batch, at: random.next() }));
    for (const { batch } of order.sort((a, b) => a.at - b.at)) {
      await connected();
      const message = { session, sentAt: nowOf(field), fixes: batch };
      if (random.chance(0.1)) {
        // Sent, and cut before anything can be answered.
        socket.emit('fixes', message, () => {});
        socket.disconnect().connect();
        left.push(batch);
        continue;
      }
      const reply: FixesReply = await socket
        .timeout(15_000)
        .emitWithAck('fixes', message)
        .catch(() => ({ receipts: [] }));
      if (reply.receipts?.length === batch.length) onReceipts(reply.receipts);
      else left.push(batch);
    }
    waiting = left;
  }
  socket.disconnect();
};
