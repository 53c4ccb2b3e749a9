import { useEffect, useRef } from 'react';

type Stream = ReturnType<typeof import('../live/stream/connect.ts')['connectLive']>;

/** What fetches the stream's code waits before it tries again where it failed. */
const AGAIN_MS = 2_000;

/** Keeps the stream of frames open while the shell stands; its code comes after the shell does. Returns what tries again at once. */
export function useStream(): () => void {
  const stream = useRef<Stream>(null);
  useEffect(() => {
    let isClosed = false;
    let again = 0;
    const open = () =>
      import('../live/stream/connect.ts').then(
        ({ connectLive }) => {
          if (!isClosed) stream.current = connectLive();
        },
        () => {
          if (!isClosed) again = window.setTimeout(open, AGAIN_MS);
        },
      );
    void open();
    return () => {
      isClosed = true;
      window.clearTimeout(again);
      stream.current?.close();
      stream.current = null;
    };
  }, []);
  return () => stream.current?.retry();
}
