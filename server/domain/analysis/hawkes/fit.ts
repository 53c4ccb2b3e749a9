import { AnalysisError } from '../error.ts';
import { createBackground, gaussian } from './background.ts';
import { type Events, expectedTotal, type HawkesModel } from './model.ts';
import { findNeighbours, type PairRows } from './neighbours.ts';

export interface HawkesOptions {
  /** Bandwidths of the background density to choose from, metres; empty for a uniform background. */
  bandwidthsM: number[];
  /** Area of a uniform background, m². */
  areaM2: number;
  daysD: number;
  /** Farthest a burst is looked for. */
  reachM: number;
  reachD: number;
  /** Least σ, metres: snapped positions would draw it to 0. */
  minSpreadM: number;
  iterations: number;
  /** Parameters to take as they are, so that only the background is settled; null to fit them. */
  fixed?: HawkesParameters | null;
}

export type HawkesParameters = Pick<
  HawkesModel,
  'backgroundPerDay' | 'branching' | 'decayPerDay' | 'spreadM'
>;

export interface HawkesFit extends HawkesModel {
  /** Log likelihood with the background density at each incident left-one-out. */
  logLikelihood: number;
  iterations: number;
  converged: boolean;
}

/**
 * Fits by expectation-maximisation with stochastic declustering (Zhuang, Ogata and Vere-Jones 2002;
 * Veen and Schoenberg 2008; Mohler et al. 2011); of several bandwidths the one of greatest likelihood.
 * The background density at an incident leaves that incident out (otherwise every incident explains
 * itself) and holds one more that is spread over the whole area. A uniform background takes fixed hot spots for contagion. Times must rise.
 */
export function fitHawkes(
  events: Events,
  options: HawkesOptions,
  tick: (fraction: number) => void = () => {},
): HawkesFit {
  if (events.t.length < 10)
    throw new AnalysisError('too-few', 'a self-exciting process needs at least 10 incidents');
  const bursts = findNeighbours(
    events,
    options.reachM,
    (i, j) => events.t[j]! < events.t[i]! && events.t[i]! - events.t[j]! <= options.reachD,
  );
  const choices = options.bandwidthsM.length === 0 ? [null] : options.bandwidthsM;
  const fits = choices.map((bandwidthM, k) => {
    const fit = fitOne(events, bursts, bandwidthM, options, (share) =>
      tick((k + share) / choices.length),
    );
    return fit;
  });
  return fits.reduce((best, fit) => (fit.logLikelihood > best.logLikelihood ? fit : best));
}

function fitOne(
  events: Events,
  bursts: PairRows,
  bandwidthM: number | null,
  options: HawkesOptions,
  tick: (share: number) => void,
): HawkesFit {
  const { t } = events;
  const n = t.length;
  const densityOf = createBackground(events, bandwidthM, options.areaM2);
  const model: HawkesModel = {
    backgroundPerDay: (0.7 * n) / options.daysD,
    branching: 0.3,
    decayPerDay: 4 / options.reachD,
    spreadM: Math.max(options.minSpreadM, options.reachM / 4),
    bandwidthM,
    areaM2: options.areaM2,
    daysD: options.daysD,
    background: new Float64Array(n).fill(0.7),
    ...options.fixed,
  };
  let logLikelihood = Number.NEGATIVE_INFINITY;
  for (let step = 1; step <= options.iterations; step++) {
    const before = logLikelihood;
    logLikelihood = stepEm(events, bursts, model, densityOf(model.background), options);
    Object.assign(model, options.fixed);
    tick(step / options.iterations);
    if (Math.abs(logLikelihood - before) < 1e-7 * Math.abs(logLikelihood)) {
      return { ...model, logLikelihood, iterations: step, converged: true };
    }
  }
  return { ...model, logLikelihood, iterations: options.iterations, converged: false };
}

/** One E and M step in place; the log likelihood it returns is that of the parameters before it. */
function stepEm(
  { t }: Events,
  bursts: PairRows,
  model: HawkesModel,
  density: Float64Array,
  options: HawkesOptions,
): number {
  const { backgroundPerDay, branching, decayPerDay, spreadM } = model;
  const n = t.length;
  let logLikelihood = -expectedTotal(model, t);
  let set = 0;
  let delays = 0;
  let squares = 0;
  let own = 0;
  const share = new Float64Array(Math.max(0, ...rowLengths(bursts.start)));
  for (let i = 0; i < n; i++) {
    const [from, to] = [bursts.start[i]!, bursts.start[i + 1]!];
    let intensity = backgroundPerDay * density[i]!;
    for (let k = from; k < to; k++) {
      const delay = t[i]! - t[bursts.other[k]!]!;
      const rate =
        branching *
        decayPerDay *
        Math.exp(-decayPerDay * delay) *
        gaussian(bursts.squared[k]!, spreadM);
      share[k - from] = rate;
      intensity += rate;
    }
    // Where nothing explains an incident at all it is background.
    if (intensity <= 1e-300) {
      model.background[i] = 1;
      own += 1;
      logLikelihood += Math.log(1e-300);
      continue;
    }
    logLikelihood += Math.log(intensity);
    model.background[i] = (backgroundPerDay * density[i]!) / intensity;
    own += model.background[i]!;
    for (let k = from; k < to; k++) {
      const p = share[k - from]! / intensity;
      set += p;
      delays += p * (t[i]! - t[bursts.other[k]!]!);
      squares += p * bursts.squared[k]!;
    }
  }
  let reached = 0;
  let lost = 0;
  for (const at of t) {
    const left = model.daysD - at;
    const beyond = Math.exp(-decayPerDay * left);
    reached += 1 - beyond;
    lost += left * beyond;
  }
  model.backgroundPerDay = own / model.daysD;
  model.branching = reached > 0 ? set / reached : 0;
  if (set > 1e-9) {
    model.decayPerDay = set / (delays + model.branching * lost);
    model.spreadM = Math.max(options.minSpreadM, Math.sqrt(squares / (2 * set)));
  }
  return logLikelihood;
}

function* rowLengths(start: Uint32Array) {
  for (let i = 0; i + 1 < start.length; i++) yield start[i + 1]! - start[i]!;
}
