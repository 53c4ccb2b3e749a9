import { MINUTE_MS } from '../../server/contract/units.ts';

const EVERY_MS = 10_000;

/**
 * Tells how far a long work is and how long it will take at the pace so far: when told of the end, and every ten seconds of `now`
 * (Unix ms) before.
 */
export function createProgress(
  say: (text: string) => void,
  { what, of, now }: { what: string; of: number; now: () => number },
): (done: number) => void {
  const begun = now();
  let said = begun;
  return (done) => {
    const at = now();
    if (done !== of && at - said < EVERY_MS) return;
    said = at;
    const left = ((at - begun) / done) * (of - done);
    say(`${done} of ${of} ${what}${done < of ? `, ${describe(left)} left` : ''}`);
  };
}

const describe = (ms: number) =>
  ms < 90_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.round(ms / MINUTE_MS)} min`;
