import { sampleRaster } from './edge.ts';
import { kdeFast, type WeightedPoints } from './kde.ts';
import { KERNELS, type KernelName } from './kernel.ts';
import { extentOf, rasterOver } from './raster.ts';

/** Pairs summed one by one for the pilot; beyond it, a raster of quarter bandwidths stands in. */
const PAIRS = 2.5e7;

/**
 * One bandwidth a point, after Abramson (1982) as in Silverman (1986, 5.3):
 * hi = h·(f(xi)/g)^(-1/2), f the density at fixed bandwidth h with the point itself counted and g the
 * geometric mean of f over the points. Narrow where incidents are many, wide where they are few.
 */
export function abramsonBandwidths(
  points: WeightedPoints & { x: Float64Array; y: Float64Array },
  kernel: KernelName,
  h: number,
): Float64Array {
  const pilot = pilotAtPoints(points, kernel, h);
  const meanLog = pilot.reduce((sum, f) => sum + Math.log(f), 0) / pilot.length;
  return pilot.map((f) => h * Math.exp((meanLog - Math.log(f)) / 2));
}

function pilotAtPoints(
  points: WeightedPoints & { x: Float64Array; y: Float64Array },
  kernel: KernelName,
  h: number,
): Float64Array {
  const { x, y, weight } = points;
  const { at } = KERNELS[kernel];
  if (x.length ** 2 <= PAIRS) {
    return x.map((xi, i) => {
      let sum = 0;
      for (let j = 0; j < x.length; j++) {
        sum += (weight?.[j] ?? 1) * at((x[j]! - xi) ** 2 + (y[j]! - y[i]!) ** 2, h);
      }
      return sum;
    });
  }
  const raster = rasterOver(extentOf({ x, y, area: null }), h / 4);
  const surface = kdeFast(points, raster, kernel, h);
  const own = at(0, h) / 2;
  return x.map((xi, i) => Math.max(own, sampleRaster(raster, surface, xi, y[i]!)));
}
