/** Incidents in time order: days since the start of the study and planar metres. */
export interface Events {
  t: Float64Array;
  x: Float64Array;
  y: Float64Array;
}

/**
 * A self-exciting point process: background μ·ν(x) a day and m², and after every incident a burst of
 * θ further ones, exponential in time (rate ω) and Gaussian in space (σ). The background density ν is
 * the kernel density of the incidents weighted by their chance of being background, or uniform.
 */
export interface HawkesModel {
  /** μ, background incidents a day. */
  backgroundPerDay: number;
  /** θ, the branching ratio: mean number of incidents set off by one. */
  branching: number;
  /** ω, 1/days; 1/ω is the mean delay. */
  decayPerDay: number;
  /** σ, metres. */
  spreadM: number;
  /** Bandwidth of the background density, metres; null for a uniform one. */
  bandwidthM: number | null;
  /** Area of a uniform background, m². */
  areaM2: number;
  /** Days observed, from 0. */
  daysD: number;
  /** Chance that each incident is background. */
  background: Float64Array;
}

/** Λ(t_i): how many incidents the process expects up to every incident; O(n). Times must rise. */
export function compensator(model: HawkesModel, t: Float64Array): Float64Array {
  const { backgroundPerDay, branching, decayPerDay } = model;
  const total = new Float64Array(t.length);
  // The sum of e^(-ω(t - tj)) over earlier incidents, carried from one to the next.
  let echo = 0;
  for (let i = 0; i < t.length; i++) {
    const gap = i === 0 ? 0 : t[i]! - t[i - 1]!;
    echo = i === 0 ? 0 : (echo + 1) * Math.exp(-decayPerDay * gap);
    total[i] = backgroundPerDay * t[i]! + branching * (i - echo);
  }
  return total;
}

/** Expected incidents over the whole study. */
export function expectedTotal(model: HawkesModel, t: Float64Array): number {
  const { backgroundPerDay, branching, daysD, decayPerDay } = model;
  let set = 0;
  for (const at of t) set += -Math.expm1(-decayPerDay * (daysD - at));
  return backgroundPerDay * daysD + branching * set;
}
