/** One past period: the shares every component gave its cells, and the incidents that came. */
export interface PoolPeriod {
  shares: Float64Array[];
  /** Ranked cells of the incidents. */
  hits: Int32Array;
}

/**
 * Weights of a linear pool that maximise its log score over past periods (Hall and Mitchell 2007;
 * Geweke and Amisano 2011), by expectation-maximisation. `prior` counts as that many incidents shared
 * evenly over the components, so that little experience gives even weights.
 */
export function fitPool(
  periods: PoolPeriod[],
  components: number,
  prior: number,
  steps = 200,
): Float64Array {
  let weight = new Float64Array(components).fill(1 / components);
  for (let step = 0; step < steps; step++) {
    const credit = new Float64Array(components).fill(prior / components);
    for (const { hits, shares } of periods) {
      for (const cell of hits) {
        let sum = 0;
        for (let k = 0; k < components; k++) sum += weight[k]! * shares[k]![cell]!;
        if (sum <= 0) continue;
        for (let k = 0; k < components; k++) credit[k]! += (weight[k]! * shares[k]![cell]!) / sum;
      }
    }
    const total = credit.reduce((a, b) => a + b, 0);
    const next = credit.map((value) => value / total);
    const change = next.reduce((most, value, k) => Math.max(most, Math.abs(value - weight[k]!)), 0);
    weight = next;
    if (change < 1e-6) break;
  }
  return weight;
}

/** The pooled shares. */
export function pool(shares: Float64Array[], weight: Float64Array): Float64Array {
  const pooled = new Float64Array(shares[0]!.length);
  shares.forEach((share, k) => {
    if (weight[k]! > 0)
      for (let i = 0; i < pooled.length; i++) pooled[i]! += weight[k]! * share[i]!;
  });
  return pooled;
}
