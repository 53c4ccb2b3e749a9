import { type Static, Type } from 'typebox';
import type { Note } from '../../../contract/studies/note.ts';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { requireCount } from '../checks.ts';
import { AnalysisError } from '../error.ts';
import type { Incidents } from '../input/input.ts';
import { placeColumns } from '../input/places.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { contains } from '../input/study-area.ts';
import { defineMethod, type MethodResult, type Tick } from '../method.ts';
import { note } from '../notes.ts';
import { choice, count, days, flag, metres, only, optional, share } from '../parameters.ts';
import { abramsonBandwidths } from './adaptive.ts';
import { BANDWIDTH_RULES, type BandwidthRule } from './bandwidth.ts';
import { centres, massInside, sampleRaster } from './edge.ts';
import { kdeExact, kdeFast, kdeNear } from './kde.ts';
import { extentOf, type Raster, rasterOver, readExtent } from './raster.ts';

const SURFACE = {
  kernel: choice(methods.kde.parameters.kernel, ['gaussian', 'quartic']),
  bandwidthM: optional(metres(methods.kde.parameters.bandwidthM)),
  rule: only('bandwidth', choice(methods.kde.parameters.rule, ['scott', 'nrd', 'lcv'])),
  cellM: optional(metres(methods.kde.parameters.cellM)),
  gridSize: optional(
    only('size', count(methods.kde.parameters.gridSize, { minimum: 1, maximum: 8192 })),
  ),
  extent: optional(
    Type.String({
      description: methods.kde.parameters.extent,
    }),
  ),
  sum: choice(methods.kde.parameters.sum, ['fast', 'exact']),
};

const KDE_PARAMETERS = Type.Object({
  ...SURFACE,
  edge: choice(methods.kde.parameters.edge, ['none', 'uniform', 'diggle']),
  adaptive: flag(methods.kde.parameters.adaptive),
  perDays: optional(days(methods.kde.parameters.perDays)),
});

type SurfaceOptions = Static<typeof KDE_PARAMETERS>;

export const kdeMethod = defineMethod({
  id: 'kde',
  version: '1',
  summary: methods.kde.summary,
  source: 'Silverman 1986; edge correction Diggle 1985; adaptive Abramson 1982',
  inputs: ['incidents'],
  needs: [],
  parameters: KDE_PARAMETERS,
  columns: methods.kde.columns,
  run: (input: Incidents, p: Static<typeof KDE_PARAMETERS>, tick) => {
    requireCount(input.x.length, 1);
    const h = chooseBandwidth(input, p, tick);
    const raster = chooseRaster(input, p);
    const perM2 = densityOn(input, raster, p, h.metres, tick);
    const density = perM2.map((d) => d * 1e6);
    const kept = cellsInArea(input, raster);
    const studyDays = p.perDays === undefined ? null : spanDays(input);
    const total = perM2.reduce((a, b) => a + b, 0) * raster.cellM ** 2;
    return {
      summary: {
        incidents: input.x.length,
        bandwidthM: h.metres,
        bandwidthRule: h.rule,
        ...rasterFacts(input, raster),
        total,
        studyDays,
      },
      table: {
        columns: {
          ...cellColumns(input, raster, kept),
          density: take(density, kept),
          ...(studyDays === null
            ? {}
            : { rate: take(density, kept).map((d) => (d * p.perDays!) / studyDays) }),
        },
      },
      notes: [...notesOn(input, h.rule), ...lostNotes(input, p.edge, total)],
    } satisfies MethodResult;
  },
});

const RATIO_PARAMETERS = Type.Object({
  ...SURFACE,
  above: Type.String({ description: methods['kde-ratio'].parameters.above }),
  below: optional(Type.String({ description: methods['kde-ratio'].parameters.below })),
  floor: share(methods['kde-ratio'].parameters.floor, { default: 0.001 }),
});

export const kdeRatioMethod = defineMethod({
  id: 'kde-ratio',
  version: '1',
  summary: methods['kde-ratio'].summary,
  source: 'Bithell 1990; Kelsall and Diggle 1995',
  inputs: ['incidents'],
  needs: ['category'],
  parameters: RATIO_PARAMETERS,
  columns: methods['kde-ratio'].columns,
  run: (input: Incidents, p: Static<typeof RATIO_PARAMETERS>, tick) => {
    requireCount(input.x.length, 1);
    const h = chooseBandwidth(input, p, tick);
    const raster = chooseRaster(input, p);
    const surface = (category: string | undefined) => {
      const part = ofCategory(input, category);
      const options = { ...p, edge: 'none' as const, adaptive: false };
      const perKm2 = densityOn(part, raster, options, h.metres, tick).map((d) => d * 1e6);
      const total = part.weight?.reduce((a, b) => a + b, 0) ?? part.x.length;
      return { total, perKm2 };
    };
    const above = surface(p.above);
    const below = surface(p.below);
    const floor = p.floor * below.perKm2.reduce((a, b) => Math.max(a, b), 0);
    const kept = cellsInArea(input, raster);
    const ratio = Array.from(kept, (i) =>
      below.perKm2[i]! > floor ? above.perKm2[i]! / below.perKm2[i]! : null,
    );
    return {
      summary: {
        numerator: above.total,
        denominator: below.total,
        bandwidthM: h.metres,
        bandwidthRule: h.rule,
        ...rasterFacts(input, raster),
      },
      table: {
        columns: {
          ...cellColumns(input, raster, kept),
          numerator: take(above.perKm2, kept),
          denominator: take(below.perKm2, kept),
          ratio,
          relativeRisk: ratio.map((r) => (r === null ? null : r / (above.total / below.total))),
        },
      },
      notes: notesOn(input, h.rule),
    } satisfies MethodResult;
  },
});

function chooseBandwidth(
  input: Incidents,
  p: { bandwidthM?: number; rule: BandwidthRule },
  tick: Tick,
) {
  if (p.bandwidthM !== undefined) return { metres: p.bandwidthM, rule: 'given' };
  return { metres: BANDWIDTH_RULES[p.rule](input, tick).both, rule: p.rule };
}

function chooseRaster(input: Incidents, p: { cellM?: number; gridSize?: number; extent?: string }) {
  const extent = p.extent === undefined ? extentOf(input) : readExtent(p.extent, input.projection);
  const longer = Math.max(extent.maxX - extent.minX, extent.maxY - extent.minY);
  if (longer === 0 && p.cellM === undefined) {
    throw new AnalysisError('one-place', 'all incidents lie at one place; give extent or cellM');
  }
  return rasterOver(extent, p.cellM ?? longer / (p.gridSize ?? 128));
}

/** The raster in the summary; x0, y0 are metres from the origin of the plane. */
const rasterFacts = ({ projection }: Incidents, raster: Raster) => ({
  ...raster,
  originLng: projection?.origin.lng ?? null,
  originLat: projection?.origin.lat ?? null,
});

/** Density at the centres, per m². */
function densityOn(
  input: Incidents,
  raster: Raster,
  p: Pick<SurfaceOptions, 'kernel' | 'sum' | 'edge' | 'adaptive' | 'extent'>,
  h: number,
  tick: Tick,
): Float64Array {
  const { kernel } = p;
  const extent = p.extent === undefined ? extentOf(input) : readExtent(p.extent, input.projection);
  const mass =
    p.edge === 'none' ? null : massInside({ extent, area: input.area }, raster, kernel, h);
  const points = {
    x: input.x,
    y: input.y,
    weight:
      mass === null || p.edge === 'uniform'
        ? input.weight
        : input.x.map(
            (x, i) => (input.weight?.[i] ?? 1) / sampleRaster(raster, mass, x, input.y[i]!),
          ),
  };
  const surface = p.adaptive
    ? (p.sum === 'exact' ? kdeExact : kdeNear)(
        points,
        raster,
        kernel,
        abramsonBandwidths(points, kernel, h),
        tick,
      )
    : (p.sum === 'exact' ? kdeExact : kdeFast)(points, raster, kernel, h, tick);
  return p.edge === 'uniform' ? surface.map((d, i) => d / mass![i]!) : surface;
}

function ofCategory(input: Incidents, category: string | undefined): Incidents {
  if (category === undefined) return input;
  const rows = input.category!.flatMap((name, i) => (name === category ? [i] : []));
  if (rows.length === 0) {
    throw new AnalysisError('category-unknown', `no incident has category ${category}`);
  }
  return {
    ...input,
    x: Float64Array.from(rows, (i) => input.x[i]!),
    y: Float64Array.from(rows, (i) => input.y[i]!),
    weight: input.weight === null ? null : Float64Array.from(rows, (i) => input.weight![i]!),
  };
}

/** Cells whose centre lies in the study area; all of them without one. */
function cellsInArea({ area }: Incidents, raster: Raster): Uint32Array {
  const { x, y } = centres(raster);
  const all = Uint32Array.from(x, (_, i) => i);
  return area === null ? all : all.filter((i) => contains(area, x[i]!, y[i]!));
}

const take = (values: Float64Array, kept: Uint32Array) =>
  values.length === kept.length ? values : Float64Array.from(kept, (i) => values[i]!);

function cellColumns(input: Incidents, raster: Raster, kept: Uint32Array) {
  const { x, y } = centres(raster);
  return {
    col: kept.map((i) => i % raster.cols),
    row: kept.map((i) => Math.floor(i / raster.cols)),
    ...placeColumns(take(x, kept), take(y, kept), input.projection),
  };
}

function spanDays({ startMs, endMs }: Incidents): number {
  if (startMs === null || endMs === null) {
    throw new AnalysisError('no-time', 'perDays needs times');
  }
  const first = startMs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = endMs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (first === last) throw new AnalysisError('one-time', 'all incidents have the same time');
  return (last - first) / DAY_MS;
}

/** Share of the incidents beyond the raster from which it is told, as edges are not corrected. */
const LOST = 0.01;

function lostNotes({ weight, x }: Incidents, edge: string, total: number): Note[] {
  const all = weight?.reduce((a, b) => a + b, 0) ?? x.length;
  const lost = 1 - total / all;
  return edge === 'none' && lost >= LOST
    ? [note('edgeLost', { percent: Math.round(100 * lost) })]
    : [];
}

function notesOn(input: Incidents, rule: string): Note[] {
  const notes = snappingNotes(findSnapping(input.x, input.y));
  return rule === 'lcv' && notes.length > 0 ? [...notes, note('coinciding')] : notes;
}
