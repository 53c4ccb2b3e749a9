/** Does what is of one key one after the other, so that no slow read puts an older state over a newer one. The work never rejects. */
export function createOrder() {
  const last = new Map<string, Promise<unknown>>();
  return (key: string, work: () => Promise<unknown>): void => {
    const done = (last.get(key) ?? Promise.resolve()).then(work).finally(() => {
      if (last.get(key) === done) last.delete(key);
    });
    last.set(key, done);
  };
}
