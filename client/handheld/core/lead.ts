/** Takes the lead of a handheld for this window as soon as no other has it, for as long as the window lives; `told` hears whether it has. */
export async function lead(code: string, told: (leads: boolean) => void): Promise<void> {
  const name = `xunji-handheld ${code}`;
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    told(lock !== null);
    return lock && new Promise(() => {});
  });
  // Another window has it: wait for its end.
  await navigator.locks.request(name, () => {
    told(true);
    return new Promise(() => {});
  });
}
