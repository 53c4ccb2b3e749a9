import { PRESENCE_MAX_S } from './decay.ts';

/** Told of presence that a place gained, or lost where negative: seconds, at the moment `t` of a fix. */
export type Gain = (place: number, t: number, seconds: number) => void;

/**
 * The fixes of one handheld, each once, by device time (Unix ms) and then by the order of places. A fix is worth the seconds until the next,
 * PRESENCE_MAX_S at most; the last is worth nothing yet. What it came to is a function of the set: a fix that comes late splits
 * the interval it falls in, one that comes again changes nothing. 12 bytes a fix.
 */
export function createTrack(order: (place: number, other: number) => number) {
  let times = new Float64Array(16);
  let places = new Uint32Array(16);
  let size = 0;

  /** Index of the first fix that does not come before (t, place). */
  function find(t: number, place: number): number {
    if (size === 0 || times[size - 1]! < t) return size;
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      const before = times[middle]! - t || order(places[middle]!, place);
      if (before < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function grow(): void {
    const length = Math.max(16, 2 * size);
    const [longer, wider] = [new Float64Array(length), new Uint32Array(length)];
    longer.set(times);
    wider.set(places);
    times = longer;
    places = wider;
  }

  const secondsTo = (at: number, next: number) =>
    Math.min(PRESENCE_MAX_S, (next - times[at]!) / 1000);

  return {
    insert(t: number, place: number, gain: Gain): void {
      const at = find(t, place);
      const hasNext = at < size;
      if (hasNext && times[at] === t && places[at] === place) return;
      const next = hasNext ? times[at]! : 0;
      if (at > 0) {
        const before = hasNext ? secondsTo(at - 1, next) : 0;
        const after = secondsTo(at - 1, t);
        if (after !== before) gain(places[at - 1]!, times[at - 1]!, after - before);
      }
      if (size === times.length) grow();
      times.copyWithin(at + 1, at, size);
      places.copyWithin(at + 1, at, size);
      times[at] = t;
      places[at] = place;
      size++;
      if (hasNext && next > t) gain(place, t, secondsTo(at, next));
    },
    /** Forgets what lies before a moment; what follows it is worth the same without. */
    forgetBefore(t: number): void {
      let from = 0;
      while (from < size && times[from]! < t) from++;
      if (from === 0) return;
      times = times.slice(from, size);
      places = places.slice(from, size);
      size -= from;
    },
    size: () => size,
  };
}

export type Track = ReturnType<typeof createTrack>;
