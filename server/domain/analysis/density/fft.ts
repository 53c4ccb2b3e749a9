import FFT from 'fft.js';

/** Least power of two that is at least n. */
export const powerOfTwo = (n: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, n)));

/** Transforms a table of rows × cols complex numbers (both powers of two above 1) in place, forward. */
function fft2d(data: Float64Array, rows: number, cols: number) {
  const alongRow = new FFT(cols);
  const row = new Float64Array(2 * cols);
  for (let at = 0; at < data.length; at += row.length) {
    const line = data.subarray(at, at + row.length);
    alongRow.transform(row, line);
    line.set(row);
  }
  const alongCol = new FFT(rows);
  const line = new Float64Array(2 * rows);
  const col = new Float64Array(2 * rows);
  for (let begin = 0; begin < 2 * cols; begin += 2) {
    for (let k = 0, at = begin; k < line.length; k += 2, at += 2 * cols) {
      line[k] = data[at]!;
      line[k + 1] = data[at + 1]!;
    }
    alongCol.transform(col, line);
    for (let k = 0, at = begin; k < col.length; k += 2, at += 2 * cols) {
      data[at] = col[k]!;
      data[at + 1] = col[k + 1]!;
    }
  }
}

/**
 * Circular convolution of a real table with a real kernel that is even along both axes
 * (k[-i, -j] = k[i, j]); rows and cols are powers of two above 1. Both go through one transform, as real
 * and imaginary part.
 */
export function convolveEven(
  table: Float64Array,
  kernel: Float64Array,
  rows: number,
  cols: number,
): Float64Array {
  const data = new Float64Array(2 * table.length);
  for (let i = 0; i < table.length; i++) {
    data[2 * i] = table[i]!;
    data[2 * i + 1] = kernel[i]!;
  }
  fft2d(data, rows, cols);
  const product = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const at = 2 * (row * cols + col);
      const mirror = 2 * (((rows - row) % rows) * cols + ((cols - col) % cols));
      // The kernel is even, so its transform is real: what is odd in the sum is the table's alone.
      const tableRe = (data[at]! + data[mirror]!) / 2;
      const tableIm = (data[at + 1]! - data[mirror + 1]!) / 2;
      const kernelRe = (data[at + 1]! + data[mirror + 1]!) / 2;
      // Conjugated, so that the second forward transform is the inverse.
      product[at] = tableRe * kernelRe;
      product[at + 1] = -tableIm * kernelRe;
    }
  }
  fft2d(product, rows, cols);
  return table.map((_, i) => product[2 * i]! / table.length);
}
