import type { Position } from 'geojson';
import { subtract } from '../geo/plane-polygon.ts';
import { ringsMeet } from '../geo/ring-meeting.ts';
import type { ReadFeature } from '../reading/shapes/read-feature.ts';
import {
  doesLeave,
  doOverlap,
  type Ground,
  groundOf,
  planeOfFile,
  polygonsOf,
  sizeOf,
} from './ground.ts';
import { type FeatureReading, isLevel } from './read-features.ts';
import type { TreeFacts } from './tree-defects.ts';

/** Areas that are cut with each other: some milliseconds each. What of more overlaps is not told beside what is wrong with a whole file. */
const CUTS_MOST = 500;
/**
 * What the ground of features shows without a store: where their outlines cross themselves, what areas of one parent share and what lies outside a parent
 * of the same file. Whether codes are on record is not known here, and not told.
 */
export function groundFacts(
  features: readonly ReadFeature[],
  readings: readonly FeatureReading[],
): TreeFacts[] {
  const drawn = readings.flatMap((reading) => {
    const { geometry = null, lacks = [] } = features[reading.feature]!;
    const polygons = polygonsOf(geometry);
    if (polygons === null) return [];
    const crossings = polygons.flatMap((rings) => {
      const place = ringsMeet(rings, { touching: true });
      return place ? [place] : [];
    });
    return [{ reading, polygons, crossings, isTold: !lacks.includes('texts') }];
  });
  const frame = planeOfFile(drawn.flatMap(({ polygons }) => polygons));
  const grounds = drawn.flatMap(({ crossings, isTold, polygons, reading }) =>
    crossings.length === 0 && isTold && reading.code !== null
      ? [groundOf(reading, polygons, frame)]
      : [],
  );
  const shares = sharesOf(grounds);
  const levels = new Map(readings.map(({ code, level }) => [code, level]));
  return drawn.map(({ crossings, reading }): TreeFacts => {
    const { code, feature, level, parent } = reading;
    const parentLevel = parent === null ? null : (levels.get(parent) ?? null);
    return {
      ...{ feature, code: code ?? '', parent, parentInFile: true },
      level: isLevel(level) ? level : 'grid',
      parentLevel: isLevel(level) && isLevel(parentLevel) ? parentLevel : null,
      invalid:
        crossings.length > 0 ? crossings.map((at) => `Self-intersection[${placeOf(at)}]`) : null,
      ...(shares.get(feature) ?? NOTHING_SHARED),
      ...{ known: null, changes: false, made: false, latestMs: null },
    };
  });
}

/** A place to a tenth of a millimetre, where it is in degrees. */
const placeOf = ([x, y]: Position) => [x!, y!].map((one) => Number(one.toFixed(9))).join(' ');

type Shares = Pick<TreeFacts, 'areaM2' | 'overlaps' | 'outsideM2' | 'outsideWidthM'>;
const NOTHING_SHARED: Shares = { areaM2: 0, overlaps: [], outsideM2: 0, outsideWidthM: 0 };

/** What each ground shares with those of its parent, and leaves outside it, by its feature. */
function sharesOf(grounds: readonly Ground[]): Map<number, Shares> {
  const shares = new Map(
    grounds.map(({ areaM2, reading }) => [
      reading.feature,
      { ...NOTHING_SHARED, areaM2, overlaps: [] as TreeFacts['overlaps'] },
    ]),
  );
  let cuts = 0;
  const mayCut = () => {
    cuts += 1;
    return cuts <= CUTS_MOST;
  };
  for (const [one, other] of besideEachOther(grounds)) {
    if (!doOverlap(one, other) || !mayCut()) continue;
    const { m2, widthM } = sizeOf(subtract(one.polygons, subtract(one.polygons, other.polygons)));
    const [first, last] = one.reading.feature < other.reading.feature ? [one, other] : [other, one];
    shares
      .get(last.reading.feature)!
      .overlaps.push({ code: first.reading.code!, m2, widthM, otherAreaM2: first.areaM2 });
  }
  const byCode = new Map(grounds.map((ground) => [ground.reading.code, ground]));
  for (const ground of grounds) {
    const parent = byCode.get(ground.reading.parent);
    if (!parent || parent === ground || parent.isInDegrees !== ground.isInDegrees) continue;
    if (!doesLeave(ground, parent) || !mayCut()) continue;
    const { m2, widthM } = sizeOf(subtract(ground.polygons, parent.polygons));
    Object.assign(shares.get(ground.reading.feature)!, { outsideM2: m2, outsideWidthM: widthM });
  }
  return shares;
}

/** Grounds of one parent and level whose boxes meet, from west to east. */
function* besideEachOther(grounds: readonly Ground[]): Generator<[Ground, Ground]> {
  let open: Ground[] = [];
  for (const ground of grounds.toSorted((a, b) => a.box[0] - b.box[0])) {
    open = open.filter(({ box }) => box[2] > ground.box[0]);
    for (const other of open)
      if (
        other.isInDegrees === ground.isInDegrees &&
        other.reading.parent === ground.reading.parent &&
        other.reading.level === ground.reading.level &&
        other.box[1] < ground.box[3] &&
        other.box[3] > ground.box[1]
      )
        yield [other, ground];
    open.push(ground);
  }
}
