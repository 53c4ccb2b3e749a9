import type { Area } from '../../server/contract/areas/area.ts';

export interface AreaTree {
  /** Areas that lie in none of the others. */
  tops: readonly Area[];
  /** Those right below an area. */
  children: (id: number) => readonly Area[];
  /** All below an area, higher levels first. */
  below: (id: number) => Area[];
  /** An area and what it lies in, the smallest first; empty where it is none of them. */
  upward: (id: number | null | undefined) => Area[];
}

const NONE: readonly Area[] = [];
const trees = new WeakMap<readonly Area[], AreaTree>();

const build = (areas: readonly Area[]): AreaTree => {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const parentOf = ({ parentId }: Area) => (parentId === null ? undefined : byId.get(parentId));
  const tops: Area[] = [];
  const childrenOf = new Map<number, Area[]>(areas.map(({ id }) => [id, []]));
  for (const area of areas) (childrenOf.get(parentOf(area)?.id ?? Number.NaN) ?? tops).push(area);
  const children = (id: number) => childrenOf.get(id) ?? NONE;
  return {
    tops,
    children,
    below: (id) => {
      const found = [...children(id)];
      for (const area of found) found.push(...children(area.id));
      return found;
    },
    upward: (id) => {
      const path: Area[] = [];
      for (let at = byId.get(id ?? Number.NaN); at; at = parentOf(at)) path.push(at);
      return path;
    },
  };
};

/** The tree of areas, built once for each list of them. */
export const areaTree = (areas: readonly Area[]): AreaTree => {
  const known = trees.get(areas);
  if (known) return known;
  const built = build(areas);
  trees.set(areas, built);
  return built;
};
