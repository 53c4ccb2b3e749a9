import { useEffect, useMemo, useState } from 'react';
import type { Question } from './question.ts';

/** React is told of the moment so often while it passes; the map asks at each frame. */
const TELL_MS = 250;

/** A clock over a period that is set, started, stopped and sped up; its time is asked for, not told. */
export function createClock({ atMs, fromMs, toMs }: Pick<Question, 'atMs' | 'fromMs' | 'toMs'>) {
  let [setAtMs, setAt, speed, isPlaying] = [atMs, 0, 60, false];
  const at = (now: number) =>
    isPlaying ? Math.min(toMs, setAtMs + (now - setAt) * speed) : setAtMs;
  const set = (ms: number, now: number) => {
    setAtMs = Math.min(toMs, Math.max(fromMs, ms));
    setAt = now;
  };
  return {
    at,
    seek: set,
    isPlaying: (now: number) => isPlaying && at(now) < toMs,
    toggle(now: number) {
      const isOn = isPlaying && at(now) < toMs;
      set(!isOn && at(now) >= toMs ? fromMs : at(now), now);
      isPlaying = !isOn;
    },
    setSpeed(next: number, now: number) {
      set(at(now), now);
      speed = next;
    },
  };
}

export function useClock({ atMs, fromMs, speed, toMs }: Question) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it begins is read once a period
  const clock = useMemo(() => createClock({ atMs, fromMs, toMs }), [fromMs, toMs]);
  const [, tell] = useState(0);
  useEffect(() => clock.setSpeed(speed, performance.now()), [clock, speed]);
  const now = performance.now();
  const isPlaying = clock.isPlaying(now);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => tell(performance.now()), TELL_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  const act = (work: (now: number) => void) => {
    work(performance.now());
    tell(performance.now());
  };
  return {
    clock,
    atMs: clock.at(now),
    isPlaying,
    toggle: () => act(clock.toggle),
    seek: (ms: number) => act((at) => clock.seek(ms, at)),
  };
}
