/** The pause of a job between two looks for work, which can be cut short. A wake while nobody rests is forgotten. */
export function createRest() {
  let end: () => void = () => {};
  return {
    /** Resolves after so many ms, or as soon as somebody wakes it. */
    for: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    wake: () => end(),
  };
}
