/** A uniform draw from [0, 1). */
export type Random = () => number;

/**
 * Seeded generator sfc32 (Doty-Humphrey, PractRand): 128 bits of state, the same stream for the same
 * seed on every machine. `stream` gives independent streams of one seed; `skip` throws so many draws away; `normal` is `gaussian(next)`,
 * with both draws in one go.
 */
export function sfc32(seed: number, stream = 0) {
  let a = seed >>> 0;
  let b = Math.floor(seed / 4_294_967_296) >>> 0;
  let c = stream >>> 0;
  let counter = 1;
  const next: Random = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  const skip = (draws: number) => {
    // Locals stay in registers, several times as fast as `next` over and over.
    let [i, j, k, n] = [a, b, c, counter];
    for (let left = draws; left > 0; left--) {
      const t = (((i + j) | 0) + n) | 0;
      n = (n + 1) | 0;
      i = j ^ (j >>> 9);
      j = (k + (k << 3)) | 0;
      k = (k << 21) | (k >>> 11);
      k = (k + t) | 0;
    }
    [a, b, c, counter] = [i, j, k, n];
  };
  const normal: Random = () => {
    const t = (((a + b) | 0) + counter) | 0;
    const i = b ^ (b >>> 9);
    const j = (c + (c << 3)) | 0;
    const k = (((c << 21) | (c >>> 11)) + t) | 0;
    const u = (((i + j) | 0) + counter + 1) | 0;
    counter = (counter + 2) | 0;
    a = j ^ (j >>> 9);
    b = (k + (k << 3)) | 0;
    c = (((k << 21) | (k >>> 11)) + u) | 0;
    return boxMuller((t >>> 0) / 4_294_967_296, (u >>> 0) / 4_294_967_296);
  };
  // Nearby seeds start nearby; a few rounds drive them apart.
  skip(15);
  return { next, skip, normal };
}

/** A uniform generator of one seed, see `sfc32`. */
export const seededRandom = (seed: number, stream = 0): Random => sfc32(seed, stream).next;

/** A normal draw with mean 0 and deviation 1 (Box and Muller 1958). */
export const gaussian = (random: Random): number => boxMuller(random(), random());

const boxMuller = (u: number, v: number) =>
  Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);

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
