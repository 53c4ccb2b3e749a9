import type { GapReason } from '../../../server/contract/fixes/fix.ts';
import { type Fix, UNTOLD } from '../../../server/domain/entrance/fix.ts';
import type { Random } from '../random.ts';
import { lngLatOf, type Plane } from '../world/plane.ts';
import { type Path, pathSeconds } from './path.ts';

/** What a receiver and its surroundings are like. Ranges are drawn from once a patrol. */
export interface Reception {
  /** Standard deviation of the correlated error, metres an axis. */
  sigmaM: readonly [number, number];
  /** Time constant of the correlated error, seconds. */
  tauS: readonly [number, number];
  /** Uncorrelated noise, metres an axis. */
  whiteM: readonly [number, number];
  /** Urban-canyon jumps an hour: 30 to 150 m off for 20 to 90 s. */
  jumpsPerHour: number;
  /** Silences an hour, and how long one lasts on average. */
  gapsPerHour: number;
  gapS: number;
  /** Filtering receivers repeat the position while the walker stands. */
  holdsStill: boolean;
}

/**
 * Error as Gauss-Markov process plus white noise: the usual model of single-frequency receivers on foot
 * (Parkinson and Spilker, Global Positioning System, vol. I, ch. 11, for the correlated part).
 * `filtered` is what many phones give: hardly any white noise, and equal positions while standing.
 */
export const RECEPTION = {
  open: {
    sigmaM: [3, 5],
    tauS: [60, 100],
    whiteM: [0.5, 1],
    jumpsPerHour: 0,
    gapsPerHour: 0.2,
    gapS: 40,
    holdsStill: false,
  },
  street: {
    sigmaM: [4, 8],
    tauS: [60, 100],
    whiteM: [0.5, 1.5],
    jumpsPerHour: 0.6,
    gapsPerHour: 0.5,
    gapS: 45,
    holdsStill: false,
  },
  canyon: {
    sigmaM: [8, 15],
    tauS: [60, 100],
    whiteM: [0.8, 1.5],
    jumpsPerHour: 8,
    gapsPerHour: 3,
    gapS: 60,
    holdsStill: false,
  },
  gappy: {
    sigmaM: [5, 10],
    tauS: [60, 100],
    whiteM: [0.5, 1.5],
    jumpsPerHour: 1.5,
    gapsPerHour: 5,
    gapS: 240,
    holdsStill: false,
  },
  filtered: {
    sigmaM: [3, 7],
    tauS: [60, 120],
    whiteM: [0.03, 0.2],
    jumpsPerHour: 0.3,
    gapsPerHour: 0.3,
    gapS: 40,
    holdsStill: true,
  },
} as const satisfies Record<string, Reception>;

export interface ObserveOptions {
  plane: Plane;
  startMs: number;
  /** Sampling interval, whole seconds: the one-second record is thinned, nothing is drawn anew. */
  intervalS: number;
  handheldId: number;
  session: number;
  reception: Reception;
  random: Random;
  /** Device ids and battery drain are kept out of the error process on purpose: equal seeds, equal errors. */
  gapReason?: GapReason;
}

const GAP_REASONS: readonly (readonly [GapReason | null, number])[] = [
  ['no-satellites', 5],
  [null, 2],
  ['killed', 1.5],
  ['permission', 0.5],
  ['battery', 0.5],
  ['user-pause', 0.5],
];

/** 68 % radius of two independent normal axes, in standard deviations. */
const RADIUS_68 = 1.515;

/** The fixes a handheld makes of a true path. Receive times equal device times until `deliver` sets them. */
export function observe(path: Path, options: ObserveOptions): Fix[] {
  const { plane, random, reception, startMs, intervalS } = options;
  const seconds = pathSeconds(path);
  const noise = random.fork('noise');
  const sigmaM = random.uniform(...reception.sigmaM);
  const whiteM = random.uniform(...reception.whiteM);
  const keep = Math.exp(-1 / random.uniform(...reception.tauS));
  const fresh = sigmaM * Math.sqrt(1 - keep * keep);
  const jumps = jumpBias(seconds, reception.jumpsPerHour, random.fork('jumps'));
  const gaps = gapEnds(seconds, reception, random.fork('gaps'), options.gapReason);
  const battery = random.uniform(45, 100);
  const drainPerS = random.uniform(3, 7) / 3600;

  let east = noise.normal(0, sigmaM);
  let north = noise.normal(0, sigmaM);
  let mood = noise.normal(0, 0.2);
  let heldX = 0;
  let heldY = 0;
  let gap: GapReason | null = null;
  let silentUntil = -1;
  const fixes: Fix[] = [];
  const { x, y } = path;
  const stands = (s: number) => {
    const from = s === 0 ? 0 : s - 1;
    return Math.abs(x[from + 1]! - x[from]!) + Math.abs(y[from + 1]! - y[from]!) < 0.05;
  };
  const holds = (s: number) => reception.holdsStill && s > 0 && s < seconds && stands(s);
  for (let s = 0; s < seconds; s++) {
    const held = holds(s);
    if (!held) {
      east = keep * east + fresh * noise.normal();
      north = keep * north + fresh * noise.normal();
    }
    mood = 0.98 * mood + 0.04 * noise.normal();
    const end = gaps.get(s);
    if (end) [silentUntil, gap] = [Math.max(end.until, silentUntil), end.reason];
    const silent = s < silentUntil || s % intervalS !== 0;
    // What nobody sees is drawn all the same, so that sampling leaves the walk as it is.
    if (silent && !holds(s + 1)) {
      noise.skipNormals(4);
      continue;
    }
    const bias = jumps.get(s);
    const whiteEast = noise.normal(0, whiteM);
    const whiteNorth = noise.normal(0, whiteM);
    if (!held || s === 0) {
      heldX = x[s]! + east + whiteEast + (bias?.x ?? 0);
      heldY = y[s]! + north + whiteNorth + (bias?.y ?? 0);
    }
    if (silent) {
      noise.skipNormals(2);
      continue;
    }
    const speedNoise = noise.normal(0, bias ? 0.6 : 0.12);
    const headingNoise = noise.normal(0, bias ? 40 : 8);
    const from = s === 0 ? 0 : s - 1;
    const vx = x[from + 1]! - x[from]!;
    const vy = y[from + 1]! - y[from]!;
    const standing = stands(s);
    const speed = Math.max(0, Math.hypot(vx, vy) + (standing ? speedNoise * 0.5 : speedNoise));
    const heading = (Math.atan2(vx, vy) * 180) / Math.PI + headingNoise;
    fixes.push({
      handheldId: options.handheldId,
      session: options.session,
      seq: fixes.length,
      t: startMs + s * 1000,
      receivedMs: startMs + s * 1000,
      ...UNTOLD,
      ...lngLatOf(plane, heldX, heldY),
      accuracyM: round(
        Math.max(1.5, RADIUS_68 * Math.hypot(sigmaM, whiteM) * Math.exp(mood)) +
          (bias?.admittedM ?? 0),
        100,
      ),
      speedMps: round(speed, 100),
      headingDeg: speed < 0.3 ? null : round((heading + 720) % 360, 10) % 360,
      batteryPct: Math.max(1, Math.round(battery - s * drainPerS)),
      gap,
    });
    gap = null;
  }
  return fixes;
}

const round = (value: number, per: number) => Math.round(value * per) / per;

/** Bias by second while reflections lead the receiver astray; four times in five it admits to part of it. */
function jumpBias(seconds: number, perHour: number, random: Random) {
  const bias = new Map<number, { x: number; y: number; admittedM: number }>();
  const count = random.poisson((perHour * seconds) / 3600);
  for (let k = 0; k < count; k++) {
    const from = random.integer(0, seconds);
    const length = random.integer(20, 90);
    const off = random.uniform(30, 150);
    const angle = random.uniform(0, 2 * Math.PI);
    const rise = random.integer(1, 4);
    const drift = random.uniform(-0.3, 0.3);
    const admittedM = random.chance(0.8) ? off * random.uniform(0.5, 1) : 0;
    for (let s = 0; s < length && from + s < seconds; s++) {
      const strength = Math.min(1, (s + 1) / rise, (length - s) / 2);
      bias.set(from + s, {
        x: Math.cos(angle) * off * strength + drift * s,
        y: Math.sin(angle) * off * strength - drift * s,
        admittedM: admittedM * strength,
      });
    }
  }
  return bias;
}

function gapEnds(
  seconds: number,
  { gapsPerHour, gapS }: Reception,
  random: Random,
  given: GapReason | undefined,
) {
  const gaps = new Map<number, { until: number; reason: GapReason | null }>();
  const count = random.poisson((gapsPerHour * seconds) / 3600);
  for (let k = 0; k < count; k++) {
    const from = random.integer(30, Math.max(31, seconds - 60));
    const until = from + Math.round(15 + random.exponential(gapS));
    gaps.set(from, { until, reason: given ?? random.weighted(GAP_REASONS) });
  }
  return gaps;
}
