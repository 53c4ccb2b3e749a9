import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type HandheldOptions,
  openHandheld,
} from '../../../scripts/simulator/wire/handheld-client.ts';
import { createSigner } from '../../../scripts/simulator/wire/signer.ts';
import type { FixBatch } from '../../../server/contract/fixes/fix.ts';
import type { HandheldText } from '../../../server/contract/fixes/handheld.ts';
import { unpackBatch } from '../../../server/ingest/unpack-batch.ts';

type Ack = (reply: unknown) => void;
const taken = ({ fixes }: FixBatch) => ({
  receipts: fixes.map(({ seq }) => ({ seq, outcome: 'stored' })),
});
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server that answers batches as told, one after the other, and takes them all once told no more. */
async function serve(
  script: ((batch: FixBatch, ack: Ack, socket: Socket) => void)[],
  refuse?: { error: string; message: string },
  message?: HandheldText,
) {
  const keys: string[] = [];
  const texts: string[] = [];
  const http = createServer((request, reply) => {
    const isText = request.url!.includes('/own/texts/');
    request.on('data', (body) =>
      isText
        ? texts.push(`${request.url} ${body}`)
        : keys.push((JSON.parse(String(body)) as { key: string }).key),
    );
    request.on('end', () => reply.writeHead(204).end());
  });
  const io = new Server(http);
  const stored: number[] = [];
  const events: string[] = [];
  const take = (batch: FixBatch, ack: Ack) => {
    stored.push(...batch.fixes.map(({ seq }) => seq));
    ack(taken(batch));
  };
  const namespace = io.of('/handheld');
  namespace.use((_, next) => next(refuse && Object.assign(new Error('refused'), { data: refuse })));
  namespace.on('connection', (socket) => {
    events.push('connected');
    if (message) socket.emit('text', message, () => texts.push('taken'));
    socket.on('fixes', (told: FixBatch | Uint8Array, ack: Ack) => {
      const batch = unpackBatch(told) as FixBatch;
      events.push(`fixes ${batch.fixes.length}`);
      (script.shift() ?? take)(batch, ack, socket);
    });
    socket.on('incident:report', ({ id }: { id: string }, ack: Ack) => {
      events.push(`incident:report ${id}`);
      const lost = id === '8' && events.filter((event) => event.endsWith(' 8')).length === 1;
      ack(
        lost
          ? { error: 'unavailable', message: 'later' }
          : { id: `handheld:H1:${id}`, outcome: 'stored' },
      );
    });
    for (const event of ['patrol:start', 'patrol:end'])
      socket.on(event, ({ t }: { t: number }, ack: Ack) => {
        events.push(`${event} ${t}`);
        ack({ patrolId: 7 });
      });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  closers.push(() => new Promise<void>((done) => void io.close(() => done())));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return { url, stored, events, keys, texts };
}

function open(url: string, more: Partial<HandheldOptions> = {}) {
  const handheld = openHandheld({ url, handheldCode: 'H1', secret: 's', retryMs: 5, ...more });
  closers.push(() => handheld.close());
  return handheld;
}

const fixes = (count: number, from = 0) =>
  Array.from({ length: count }, (_, k) => ({ seq: from + k, t: 1.78e12 + k, lng: 121, lat: 28 }));

describe('a handheld client', () => {
  it('starts, sends in batches of 500 and ends, in that order', async () => {
    const { url, stored, events } = await serve([]);
    const handheld = open(url);
    const started = handheld.startPatrol(1);
    handheld.send(1.78e12, fixes(1100));
    const ended = handheld.endPatrol(2);
    await handheld.flush();
    expect(await started).toEqual({ patrolId: 7 });
    expect(await ended).toEqual({ patrolId: 7 });
    expect(stored).toEqual(fixes(1100).map(({ seq }) => seq));
    expect(events).toEqual([
      'connected',
      'patrol:start 1',
      'fixes 500',
      'fixes 500',
      'fixes 100',
      'patrol:end 2',
    ]);
  });

  it('sends again what an unavailable store, a lost reply and a cut connection left without receipt', async () => {
    const unavailable = (_: FixBatch, ack: Ack) => ack({ error: 'unavailable', message: 'later' });
    const silent = () => {};
    const cut = (_: FixBatch, __: Ack, socket: Socket) => socket.conn.close();
    const { url, stored } = await serve([unavailable, silent, cut]);
    const errors: string[] = [];
    const handheld = open(url, { ackTimeoutMs: 50, onError: ({ error }) => errors.push(error) });
    handheld.send(1.78e12, fixes(20));
    await handheld.flush();
    expect(stored).toEqual(fixes(20).map(({ seq }) => seq));
    expect(errors).toEqual(['unavailable']);
    expect(handheld.waiting()).toBe(0);
  });

  it.each([
    ['as JSON', false],
    ['packed', true],
  ])('signs batches in one chain once its key was taken, and sends what had no answer as it was signed, %s', async (_, packed) => {
    const seen: FixBatch[] = [];
    const look = (batch: FixBatch, ack: Ack, reply: unknown) => {
      seen.push(batch);
      if (reply) ack(reply);
    };
    const later = { error: 'unavailable', message: 'later' };
    const { url, keys } = await serve([
      (batch, ack) => {
        // What comes meanwhile waits for the next batch.
        handheld.send(1.78e12, fixes(2, 3));
        look(batch, ack, later);
      },
      (batch, ack) => look(batch, ack, taken(batch)),
      (batch, ack) => look(batch, ack, taken(batch)),
    ]);
    const signer = createSigner('01'.repeat(32));
    const handheld = open(url, { signer, packed, batchMax: 4, ackTimeoutMs: 500 });
    handheld.send(1.78e12, fixes(3));
    await handheld.flush();
    expect(keys).toEqual([signer.key]);
    expect(seen.map((batch) => batch.fixes.length)).toEqual([3, 3, 2]);
    expect(seen[1]!.proof).toEqual(seen[0]!.proof);
    const again = createSigner('01'.repeat(32));
    for (const { proof, ...batch } of seen.slice(1)) expect(again.sign(batch)).toEqual(proof);
  });

  it('comes again when it was told to, whatever is added meanwhile', async () => {
    const refused: number[] = [];
    const full = (_: FixBatch, ack: Ack) => {
      refused.push(performance.now());
      ack({ error: 'unavailable', message: 'later', retryAfterS: 0.3 });
    };
    const { url, stored } = await serve([full]);
    const handheld = open(url, { onError: () => handheld.send(1.78e12, fixes(5, 20)) });
    handheld.send(1.78e12, fixes(20));
    await handheld.flush();
    expect(performance.now() - refused[0]!).toBeGreaterThanOrEqual(295);
    expect(stored).toEqual(fixes(25).map(({ seq }) => seq));
  });

  it('reports what was found in its turn, again until it is stored', async () => {
    const { url, events } = await serve([]);
    const handheld = open(url);
    const found = (id: string) => ({
      id,
      t: 1,
      position: { lng: 121, lat: 28 },
      category: 'noise',
      severity: 'minor' as const,
    });
    handheld.send(1.78e12, fixes(1));
    const reports = [handheld.reportIncident(found('7')), handheld.reportIncident(found('8'))];
    expect(await Promise.all(reports)).toEqual([
      { id: 'handheld:H1:7', outcome: 'stored' },
      { id: 'handheld:H1:8', outcome: 'stored' },
    ]);
    expect(events).toEqual([
      'connected',
      'fixes 1',
      'incident:report 7',
      'incident:report 8',
      'incident:report 8',
    ]);
  });

  it('keeps the fixes that have no receipt and forgets the refused ones', async () => {
    const half = (batch: FixBatch, ack: Ack) =>
      ack({
        receipts: batch.fixes
          .slice(0, 5)
          .map(({ seq }) => ({ seq, outcome: seq === 2 ? 'refused' : 'stored' })),
      });
    const { url, stored } = await serve([half]);
    const outcomes: string[] = [];
    const handheld = open(url, {
      onReceipts: (receipts) => outcomes.push(...receipts.map(({ outcome }) => outcome)),
    });
    handheld.send(1.78e12, fixes(8));
    await handheld.flush();
    expect(stored).toEqual([5, 6, 7]);
    expect(outcomes.filter((outcome) => outcome === 'refused').length).toBe(1);
  });

  it('drops a batch the server will never take, says so, and goes on', async () => {
    const never = (_: FixBatch, ack: Ack) => ack({ error: 'invalid', message: 'no' });
    const { url, stored } = await serve([never]);
    const errors: string[] = [];
    const handheld = open(url, { batchMax: 2, onError: ({ error }) => errors.push(error) });
    handheld.send(1.78e12, fixes(4));
    await handheld.flush();
    expect(stored).toEqual([2, 3]);
    expect(errors).toEqual(['invalid']);
  });

  it('keeps sessions apart', async () => {
    const sessions: number[] = [];
    const note = (batch: FixBatch, ack: Ack) => {
      sessions.push(batch.session);
      ack({ receipts: batch.fixes.map(({ seq }) => ({ seq, outcome: 'duplicate' })) });
    };
    const { url } = await serve([note, note]);
    const handheld = open(url);
    handheld.send(1.78e12, fixes(3));
    handheld.send(1.79e12, fixes(3));
    await handheld.flush();
    expect(sessions).toEqual([1.78e12, 1.79e12]);
  });

  it('takes a message to the officer, who reads it after a while, or never looks', async () => {
    const message = { id: 5, text: 'come', place: null, by: 'x', at: '2026-06-01T00:00:00Z' };
    const { texts, url } = await serve([], undefined, message);
    open(url, { readsAfterMs: 20 });
    await expect.poll(() => texts).toEqual(['taken', '/api/v1/own/texts/5 {"state":"read"}']);
    const idle = await serve([], undefined, message);
    open(idle.url);
    await expect.poll(() => idle.events).toEqual(['connected']);
    expect(idle.texts).toEqual([]);
  });

  it('tells whoever waits that a wrong secret will not do', async () => {
    const { url } = await serve([], { error: 'wrong-secret', message: 'The secret is wrong.' });
    const handheld = open(url);
    const started = handheld.startPatrol(1);
    handheld.send(1.78e12, fixes(3));
    await expect(handheld.flush()).rejects.toThrow('wrong-secret');
    expect(await started).toMatchObject({ error: 'wrong-secret' });
    expect(await handheld.endPatrol(2)).toMatchObject({ error: 'wrong-secret' });
    expect(handheld.waiting()).toBe(3);
  });
});
