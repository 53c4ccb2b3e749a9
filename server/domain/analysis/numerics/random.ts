/** A uniform draw from [0, 1). */
export type Random = () => number;

/**
 * Seeded generator sfc32 (Doty-Humphrey, PractRand): 128 bits of state, the same stream for the same
 * seed on every machine. `stream` gives independent streams of one seed; `skip` throws so many draws away.
 */
export function sfc32(seed: number, stream = 0) {
  // An array of whole numbers: variables that closures share are kept as boxed numbers, several times as slow.
  const state = Int32Array.of(seed, Math.floor(seed / 4_294_967_296), stream, 1);
  const next: Random = () => {
    const b = state[1]!;
    const c = state[2]!;
    const t = (((state[0]! + b) | 0) + state[3]!) | 0;
    state[3] = state[3]! + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4_294_967_296;
  };
  const skip = (draws: number) => {
    // Locals stay in registers, several times as fast as `next` over and over.
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let counter = state[3]!;
    for (let left = draws; left > 0; left--) {
      const t = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + t) | 0;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = counter;
  };
  // Nearby seeds start nearby; a few rounds drive them apart.
  skip(15);
  return { next, skip };
}

/** A uniform generator of one seed, see `sfc32`. */
export const seededRandom = (seed: number, stream = 0): Random => sfc32(seed, stream).next;

/** A normal draw with mean 0 and deviation 1 (Box and Muller 1958). */
export const gaussian = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Fisher-Yates, in place. */
export function shuffle<T extends { length: number; [index: number]: number }>(
  items: T,
  random: Random,
): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = items[i]!;
    items[i] = items[j]!;
    items[j] = kept;
  }
  return items;
}
