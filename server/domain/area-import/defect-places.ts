import type { Point } from 'geojson';
import type { AreaDefect } from '../../contract/areas/area-import.ts';

/** Ground that a defect names by another area: shared with it, or outside it. */
export interface NamedGround {
  /** Place of the defect in the list. */
  key: number;
  feature: number | null;
  code: string;
  beside: { shared: string } | { outside: string };
}

/** What of the ground each defect is about, as far as its problems name it: beside another area, or at a point. */
export function namedGround(defects: readonly AreaDefect[]): NamedGround[] {
  return defects.flatMap(({ code, feature, problems }, key) =>
    problems.flatMap(({ code: problem, values }): NamedGround[] => {
      if (code === null) return [];
      if (problem === 'overlaps')
        return [{ key, feature, code, beside: { shared: String(values.other) } }];
      if (problem === 'lies-outside')
        return [{ key, feature, code, beside: { outside: String(values.parent) } }];
      return [];
    }),
  );
}

/** Points at which outlines are not sound, as PostGIS names them. */
export function namedPoints(defects: readonly AreaDefect[]): { key: number; ground: Point }[] {
  return defects.flatMap(({ problems }, key) =>
    problems.flatMap(({ values }) => {
      const at = String(values.place ?? '')
        .split(' ')
        .map(Number);
      const [lng, lat] = at;
      if (at.length !== 2 || !Number.isFinite(lng) || !Number.isFinite(lat)) return [];
      return [{ key, ground: { type: 'Point' as const, coordinates: [lng!, lat!] } }];
    }),
  );
}
