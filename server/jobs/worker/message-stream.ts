import type { MessagePort } from 'node:worker_threads';

/**
 * One end of a port between the server and a worker thread that hand each other long things piece by piece: every piece
 * waits for the one before it to be taken, so that neither side ever holds, copies or parses the whole in one go.
 */
export function openMessageStream(port: MessagePort) {
  const heard: unknown[] = [];
  let isGone = false;
  let wake: () => void = () => {};
  port.on('message', (message: unknown) => {
    heard.push(message);
    wake();
  });
  port.on('close', () => {
    isGone = true;
    wake();
  });

  async function next(): Promise<unknown> {
    while (heard.length === 0) {
      if (isGone) throw new Error('the other side of the port is gone');
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return heard.shift();
  }

  return {
    /** Hands over every piece, then that there are no more. */
    async send(pieces: Iterable<unknown> | AsyncIterable<unknown>): Promise<void> {
      for await (const piece of pieces) {
        port.postMessage({ piece });
        await next();
      }
      port.postMessage({ end: true });
    },
    /** The pieces the other side sends, in order. */
    async *receive<T>(): AsyncGenerator<T> {
      for (;;) {
        const message = (await next()) as { piece: T } | { end: true };
        if ('end' in message) return;
        port.postMessage('taken');
        yield message.piece;
      }
    },
    close: () => port.close(),
  };
}

/** A text in pieces of at most `length` UTF-16 units. */
export function* piecesOf(text: string, length: number): Generator<string> {
  for (let from = 0; from < text.length; from += length) yield text.slice(from, from + length);
}
