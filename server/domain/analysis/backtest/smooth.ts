import type { CellGrid } from '../hawkes/forecast.ts';
import { normalCdf } from '../numerics/normal.ts';

/**
 * Smooths counts on a grid by a Gaussian of deviation `sigmaM`: each count is spread over the cells
 * around its own in proportion to the kernel's mass (two passes, as the kernel is a product). Counts
 * near the edge keep their mass inside the grid.
 */
export function smoothGrid(counts: Float64Array, grid: CellGrid, sigmaM: number): Float64Array {
  const kernel = kernelOf(sigmaM / grid.cellM);
  const { cols, rows } = grid;
  return pass(pass(counts, kernel, rows, cols, cols, 1), kernel, cols, rows, 1, cols);
}

/** Mass of the kernel by steps from the middle, the sum over both sides 1. */
function kernelOf(sigma: number): Float64Array {
  const half = Math.max(1, Math.ceil(4 * sigma));
  return Float64Array.from(
    { length: half + 1 },
    (_, k) => normalCdf((k + 0.5) / sigma) - normalCdf((k - 0.5) / sigma),
  );
}

function pass(
  values: Float64Array,
  kernel: Float64Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
): Float64Array {
  const out = new Float64Array(values.length);
  const half = kernel.length - 1;
  const mass = Float64Array.from({ length }, (_, i) => {
    let sum = kernel[0]!;
    for (let k = 1; k <= half; k++)
      sum += (i - k >= 0 ? kernel[k]! : 0) + (i + k < length ? kernel[k]! : 0);
    return sum;
  });
  for (let line = 0; line < lines; line++) {
    const base = line * lineStep;
    for (let i = 0; i < length; i++) {
      const value = values[base + i * step]!;
      if (value === 0) continue;
      const share = value / mass[i]!;
      for (let k = -half; k <= half; k++) {
        const j = i + k;
        if (j >= 0 && j < length) out[base + j * step]! += share * kernel[Math.abs(k)]!;
      }
    }
  }
  return out;
}
