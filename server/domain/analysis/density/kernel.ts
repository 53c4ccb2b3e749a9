/** A radially symmetric density with integral 1 over the plane, per m² where lengths are metres. */
export interface Kernel {
  /** Value at a squared distance, for bandwidth h (the σ of the Gaussian, the radius of the quartic). */
  at(d2: number, h: number): number;
  /** Bandwidths after which nothing is left that a sum in haste would miss; the Gaussian loses 1.3e-14 of its peak. */
  reach: number;
  /** Bandwidths after which a double holds nothing at all. */
  end: number;
}

/** Gaussian: exp(-d²/2σ²)/(2πσ²). Quartic (biweight; Silverman 1986, 4.5): 3/(πh²)·(1 - d²/h²)², d < h. */
export const KERNELS: Record<'gaussian' | 'quartic', Kernel> = {
  gaussian: {
    at: (d2, h) => Math.exp(-d2 / (2 * h * h)) / (2 * Math.PI * h * h),
    reach: 8,
    end: 39,
  },
  quartic: {
    at: (d2, h) => (d2 >= h * h ? 0 : (3 / (Math.PI * h * h)) * (1 - d2 / (h * h)) ** 2),
    reach: 1,
    end: 1,
  },
};

export type KernelName = keyof typeof KERNELS;
