declare module 'fft.js' {
  /** Transforms of `size` complex numbers, a power of two above 1, real and imaginary parts by turns. */
  export default class FFT {
    constructor(size: number);
    transform(out: Float64Array, data: Float64Array): void;
  }
}
