/** Numbers that windows are told apart by. */
export const WINDOWS_MAX = 64;

/**
 * A number of this window that no other window of the user has while this one lives or until it is released, from 0. Where the browser has no
 * locks, or all are taken, another may have it too.
 */
export function claimWindow(code: string): { number: Promise<number>; release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const claim = (number: number) =>
    new Promise<boolean>((resolve, reject) => {
      navigator.locks
        .request(`xunji-handheld ${code} window ${number}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock ? released : undefined;
        })
        .catch(reject);
    });
  async function first(): Promise<number> {
    for (let number = 0; number < WINDOWS_MAX; number++) if (await claim(number)) return number;
    return 0;
  }
  return { number: first().catch(() => 0), release };
}
