/** Complex numbers as two columns. */
export interface Complex {
  re: Float64Array;
  im: Float64Array;
}

/** Least power of two that is at least n. */
export const powerOfTwo = (n: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, n)));

/**
 * An in-place forward transform of rows of `size` numbers, a power of two (Cooley and Tukey 1965,
 * decimation in time): `transform(data, at)` takes data[at .. at + size).
 */
function createFft(size: number): (data: Complex, at: number) => void {
  const cos = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sin = Float64Array.from(
    { length: size / 2 },
    (_, k) => -Math.sin((2 * Math.PI * k) / size),
  );
  const swapWith = new Uint32Array(size);
  for (let i = 0, j = 0; i < size; i++) {
    swapWith[i] = j;
    let bit = size >> 1;
    for (; bit > 0 && (j & bit) !== 0; bit >>= 1) j ^= bit;
    j |= bit;
  }
  return ({ re, im }, at) => {
    for (let i = 0; i < size; i++) {
      const j = swapWith[i]!;
      if (j <= i) continue;
      const keptRe = re[at + i]!;
      const keptIm = im[at + i]!;
      re[at + i] = re[at + j]!;
      im[at + i] = im[at + j]!;
      re[at + j] = keptRe;
      im[at + j] = keptIm;
    }
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let begin = at; begin < at + size; begin += 2 * half) {
        for (let k = 0; k < half; k++) {
          const c = cos[k * stride]!;
          const s = sin[k * stride]!;
          const a = begin + k;
          const b = a + half;
          const oddRe = re[b]! * c - im[b]! * s;
          const oddIm = re[b]! * s + im[b]! * c;
          re[b] = re[a]! - oddRe;
          im[b] = im[a]! - oddIm;
          re[a]! += oddRe;
          im[a]! += oddIm;
        }
      }
    }
  };
}

/** Transforms a table of rows × cols (both powers of two) in place, forward. */
function fft2d(data: Complex, rows: number, cols: number) {
  const alongRow = createFft(cols);
  for (let row = 0; row < rows; row++) alongRow(data, row * cols);
  const alongCol = createFft(rows);
  const line = { re: new Float64Array(rows), im: new Float64Array(rows) };
  for (let col = 0; col < cols; col++) {
    for (let row = 0; row < rows; row++) {
      line.re[row] = data.re[row * cols + col]!;
      line.im[row] = data.im[row * cols + col]!;
    }
    alongCol(line, 0);
    for (let row = 0; row < rows; row++) {
      data.re[row * cols + col] = line.re[row]!;
      data.im[row * cols + col] = line.im[row]!;
    }
  }
}

/**
 * Circular convolution of a real table with a real kernel that is even along both axes
 * (k[-i, -j] = k[i, j]); rows and cols are powers of two. Both go through one transform, as real and
 * imaginary part.
 */
export function convolveEven(
  table: Float64Array,
  kernel: Float64Array,
  rows: number,
  cols: number,
): Float64Array {
  const data = { re: table.slice(), im: kernel.slice() };
  fft2d(data, rows, cols);
  const product = { re: new Float64Array(rows * cols), im: new Float64Array(rows * cols) };
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const at = row * cols + col;
      const mirror = ((rows - row) % rows) * cols + ((cols - col) % cols);
      // The kernel is even, so its transform is real: what is odd in the sum is the table's alone.
      const tableRe = (data.re[at]! + data.re[mirror]!) / 2;
      const tableIm = (data.im[at]! - data.im[mirror]!) / 2;
      const kernelRe = (data.im[at]! + data.im[mirror]!) / 2;
      // Conjugated, so that the second forward transform is the inverse.
      product.re[at] = tableRe * kernelRe;
      product.im[at] = -tableIm * kernelRe;
    }
  }
  fft2d(product, rows, cols);
  return product.re.map((value) => value / (rows * cols));
}
