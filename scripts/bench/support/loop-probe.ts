import { openSync, readSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Preloaded into a server. When its parent asks, it says how long at most, since it was last asked, the event loop was held
// up: by the clock, and by the processor time the thread itself used meanwhile, which other programs cannot inflate.

const EVERY_MS = 1;

/** Milliseconds of processor the main thread has used (Linux), to the nanosecond. */
function createCpuClock(): () => number {
  const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
  const text = Buffer.alloc(64);
  return () =>
    Number(text.toString('latin1', 0, readSync(file, text, 0, 64, 0)).split(' ')[0]) / 1e6;
}

if (isMainThread) {
  const cpuMs = createCpuClock();
  let [clock, cpu] = [performance.now(), cpuMs()];
  let delayMs = 0;
  let busyMs = 0;
  setInterval(() => {
    const [now, used] = [performance.now(), cpuMs()];
    delayMs = Math.max(delayMs, now - clock - EVERY_MS);
    busyMs = Math.max(busyMs, used - cpu);
    [clock, cpu] = [now, used];
  }, EVERY_MS).unref();
  process.on('message', (message) => {
    if (message !== 'loop-delay') return;
    process.send?.({ delayMs, busyMs });
    delayMs = 0;
    busyMs = 0;
  });
}
