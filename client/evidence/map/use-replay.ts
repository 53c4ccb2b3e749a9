import { useCallback, useEffect, useState } from 'react';

/** How many seconds of the patrol pass in one second. */
export const SPEEDS = [30, 60, 120, 300] as const;

const FRAME_MS = 1000 / 24;

/** A clock over [fromMs, toMs] that can be set, started, stopped and sped up. */
export const useReplay = (fromMs: number, toMs: number) => {
  const [atMs, setAtMs] = useState(fromMs);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(SPEEDS[1]);

  useEffect(() => {
    if (!isPlaying) return;
    let last = performance.now();
    let request = requestAnimationFrame(function loop(now) {
      if (now - last >= FRAME_MS) {
        const passed = (now - last) * speed;
        last = now;
        setAtMs((at) => Math.min(toMs, at + passed));
      }
      request = requestAnimationFrame(loop);
    });
    return () => cancelAnimationFrame(request);
  }, [isPlaying, speed, toMs]);

  useEffect(() => {
    if (atMs >= toMs) setPlaying(false);
  }, [atMs, toMs]);

  const seek = useCallback(
    (ms: number) => setAtMs(Math.min(toMs, Math.max(fromMs, ms))),
    [fromMs, toMs],
  );
  const toggle = useCallback(() => {
    setAtMs((at) => (at >= toMs ? fromMs : at));
    setPlaying((playing) => !playing);
  }, [fromMs, toMs]);
  return { fromMs, toMs, atMs, isPlaying, speed, setSpeed, seek, toggle };
};
export type Replay = ReturnType<typeof useReplay>;
