type Position = readonly [lng: number, lat: number];
export type Ring = readonly Position[];

/** How far something may be to be taken, degrees. */
export interface Reach {
  lng: number;
  lat: number;
}

/** The nearest corner of rings within reach of a place; else the nearest place on one of their edges; undefined where there is none. */
export function snapTo(
  [lng, lat]: Position,
  rings: readonly Ring[],
  reach: Reach,
): [number, number] | undefined {
  // Measured in reaches, so that a step east and one north are alike.
  const near = rings.map((ring) =>
    ring.map(([x, y]) => [(x - lng) / reach.lng, (y - lat) / reach.lat] as const),
  );
  const corner = nearest(near.flat());
  const found =
    corner ?? nearest(near.flatMap((ring) => ring.slice(1).map((to, k) => footOn(ring[k]!, to))));
  return found && [lng + found[0] * reach.lng, lat + found[1] * reach.lat];
}

/** The one nearest to the origin, at most 1 away. */
function nearest(places: readonly Position[]): Position | undefined {
  let best: Position | undefined;
  let least = 1;
  for (const place of places) {
    const away = Math.hypot(...place);
    if (away <= least) [best, least] = [place, away];
  }
  return best;
}

/** Where an edge comes nearest to the origin. */
function footOn([x, y]: Position, [toX, toY]: Position): Position {
  const [dx, dy] = [toX - x, toY - y];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / length2));
  return [x + along * dx, y + along * dy];
}
