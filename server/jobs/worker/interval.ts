/** Looks at once and then every so often, one look after the other, until stopped; `look` keeps its own errors. */
export function lookEvery(everyMs: number, look: () => Promise<void>) {
  let running: Promise<void> = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
