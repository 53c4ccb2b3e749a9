/** Tells who waits for it that nothing is held any more. */
export function createDrain(held: () => number) {
  let waiting: (() => void)[] = [];
  return {
    /** Settles when nothing is held; at once where nothing is. */
    drain: (): Promise<void> =>
      held() > 0 ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve(),
    /** To be told whenever less is held than before. */
    less(): void {
      if (held() > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}
