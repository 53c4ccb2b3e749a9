import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { openMessageStream, piecesOf } from '../../../server/jobs/worker/message-stream.ts';

function pair() {
  const { port1, port2 } = new MessageChannel();
  return [openMessageStream(port1), openMessageStream(port2)] as const;
}

it('a text goes over in pieces, in order, and back again over the same port', async () => {
  const [here, there] = pair();
  const text = '网格巡查'.repeat(1000);
  const echo = (async () => {
    const heard: string[] = [];
    for await (const piece of there.receive<string>()) heard.push(piece);
    await there.send(heard.reverse());
  })();
  await here.send(piecesOf(text, 700));
  const back: string[] = [];
  for await (const piece of here.receive<string>()) back.push(piece);
  expect(back.every((piece) => piece.length <= 700)).toBe(true);
  expect(back.reverse().join('')).toBe(text);
  await echo;
  here.close();
});

it('a piece waits until the one before it was taken', async () => {
  const [here, there] = pair();
  let made = 0;
  const sent = here.send(
    (function* () {
      while (made < 5) yield made++;
    })(),
  );
  const pieces = there.receive<number>();
  for (let k = 0; k < 5; k++) {
    expect((await pieces.next()).value).toBe(k);
    expect(made).toBeLessThanOrEqual(k + 2);
  }
  expect((await pieces.next()).done).toBe(true);
  await sent;
  here.close();
});

it('whoever waits hears that the other side is gone', async () => {
  const [here, there] = pair();
  const waiting = here.receive().next();
  there.close();
  await expect(waiting).rejects.toThrow('gone');
});
