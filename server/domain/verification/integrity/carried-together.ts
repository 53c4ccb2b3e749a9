import type { FixRange } from '../../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import { surelyTimed } from '../clock/sure-times.ts';
import { SIGMA_PER_ACCURACY } from '../measures/uncertainty.ts';
import { STEP_MS } from '../track/motion-track.ts';
import {
  type ComparableTrack,
  comparable,
  comparableTrack,
  squaredApart,
} from './comparable-track.ts';
import { type ComparedTrack, inOneOrder } from './compared-track.ts';
import type { Detector, IntegrityContext, Margin } from './context.ts';

/** Share of walking time together: a word, held against the patrol, and that of one receiver; over at least so many minutes. */
const TOGETHER = { weakShare: 0.3, strongShare: 0.8, sameShare: 0.5, weakMin: 10, strongMin: 45 };
/** Two receivers on one body differ by no more than this many standard deviations of both (99 % of the time), metres at least. */
const APART = { sigmas: 3, minM: 15, maxM: 40 };
/** Clocks taken as right may differ by this much between two handhelds, ms: looked for roughly, then exactly. */
const LAG_MS = { most: 120_000, rough: 20_000, exact: 5_000 };
/** Further apart than two of one walker ever are at one moment, clocks and receivers taken together, metres. */
const FAR_M = 300;
/** A handheld changes hands no sooner than this, ms: fixes of another account between two of one's own nearer than that are no shift. */
const SHIFT_MIN_MS = 10 * MINUTE_MS;
/** Two receivers do not agree better than this, metres; one receiver read twice does. */
const SAME_RECEIVER_M = 1.5;

interface Company {
  /** Share of the walking time spent together, and its minutes. */
  share: number;
  togetherMin: number;
  /** From 1 both are one receiver: nearer than two ever agree, or never reporting while the other does. */
  alike: () => number;
  /** Whether the other was sent out together with this officer. */
  partner: boolean;
  ranges: () => FixRange[];
}

/**
 * Two handhelds in one pocket: while both move, another officer's handheld is at the same place at the same instant, within what two
 * receivers differ by. Measured is the share of walking time. Innocent: a pair sent out together; nothing is said of a pair on record,
 * and others who part at times stay below the strong share.
 */
export const twoInOnePocket: Detector = (context) =>
  companyFinding(context, TOGETHER.strongShare, isAnothers);

export const twoInOnePocketMargin: Margin = (context) =>
  Math.max(0, ...companies(context).filter(isAnothers).map(nearness(TOGETHER.strongShare)));

/**
 * One handheld under several accounts: another account's track is this one, nearer than two receivers ever agree, or carries this
 * handheld's id in between. Measured is the share of walking time. Innocent: a handheld handed over without being re-assigned; nothing is
 * said of shifts on record, in which each account has it for a while. Pairs sent out together are asked as well: they carry two receivers.
 */
export const severalAccounts: Detector = (context) =>
  sharedHandheld(context) ??
  companyFinding(context, TOGETHER.sameShare, ({ alike }) => alike() >= 1);

/** Of tracks that lie on one another alone: whose handheld it is no walk tells. */
export const severalAccountsMargin: Margin = (context) => {
  const near = nearness(TOGETHER.sameShare);
  return Math.max(
    0,
    ...companies(context).map((company) => Math.min(near(company), company.alike())),
  );
};

const isAnothers = ({ alike, partner }: Company) => !partner && alike() < 1;

const nearness =
  (strongShare: number) =>
  ({ share, togetherMin }: Company) =>
    Math.min(share / strongShare, togetherMin / TOGETHER.strongMin);

function companyFinding(
  context: IntegrityContext,
  strongShare: number,
  holds: (company: Company) => boolean,
) {
  let found: Company | null = null;
  for (const company of companies(context)) {
    if (company.share < TOGETHER.weakShare || company.togetherMin < TOGETHER.weakMin) continue;
    if (company.share > (found?.share ?? 0) && holds(company)) found = company;
  }
  if (!found) return null;
  const strong = found.share >= strongShare && found.togetherMin >= TOGETHER.strongMin;
  return {
    strength: strong ? ('strong' as const) : ('weak' as const),
    measured: found.share,
    threshold: strongShare,
    share: found.share,
    fixes: found.ranges(),
  };
}

const remembered = new WeakMap<IntegrityContext, Company[]>();

/** Whoever was near the patrol; both signals look at the same comparison. */
function companies(context: IntegrityContext): Company[] {
  const known = remembered.get(context);
  if (known) return known;
  const own = comparable(context.movement.motion);
  const walking = Int32Array.from(
    context.movement.states.flatMap((state, k) => (state === 'idle' ? [] : [k])),
  );
  const companyAmong = (tracks: readonly ComparedTrack[], partner: boolean) =>
    inOneOrder(tracks)
      .filter(({ t }) => t.length > 1)
      .flatMap((other) => companyOf(context, own, walking, other, partner) ?? []);
  const { others = [], partners = [] } = context.input;
  const company = [...companyAmong(others, false), ...companyAmong(partners, true)];
  remembered.set(context, company);
  return company;
}

function companyOf(
  { geometry, input, track }: IntegrityContext,
  own: ComparableTrack,
  walking: Int32Array,
  told: ComparedTrack,
  partner: boolean,
): Company | null {
  const other = comparableTrack(told, geometry.frame, input.norm.rules.maxGapS * 1000);
  /** Metres apart at every so many walking samples; NaN where the other is silent. */
  const apartAt = (lagMs: number, every: number) => {
    const apartM = new Float64Array(Math.ceil(walking.length / every));
    for (let i = 0; i < apartM.length; i++)
      apartM[i] = Math.sqrt(squaredApart(own, walking[i * every]!, other, lagMs));
    return apartM;
  };
  // The nearest quarter decides: it tells the lag even of a short common way.
  const nearest = (aroundMs: number, reachMs: number, stepMs: number) => {
    let best = { lagMs: aroundMs, nearM: quantileOf(apartAt(aroundMs, 5), 0.25) };
    for (let lagMs = aroundMs - reachMs; lagMs <= aroundMs + reachMs; lagMs += stepMs) {
      const nearM = quantileOf(apartAt(lagMs, 5), 0.25);
      if (nearM < best.nearM) best = { lagMs, nearM };
    }
    return best.lagMs;
  };
  // Too far for any lag to make it up.
  if (quantileOf(apartAt(0, 5), 0.25) > FAR_M) return null;
  const rough = nearest(0, LAG_MS.most, LAG_MS.rough);
  const lagMs = nearest(rough, LAG_MS.rough - LAG_MS.exact, LAG_MS.exact);
  const apartM = apartAt(lagMs, 1);
  const theirs = medianAccuracy(other.motion.accuracyM);
  const near = walking.filter((k, i) => {
    const sigma = SIGMA_PER_ACCURACY * Math.hypot(own.motion.accuracyM[k]!, theirs);
    return apartM[i]! <= Math.min(APART.maxM, Math.max(APART.minM, APART.sigmas * sigma));
  });
  const togetherMin = (near.length * STEP_MS) / MINUTE_MS;
  const share = near.length / walking.length;
  return {
    share,
    togetherMin,
    partner,
    alike: () =>
      takesTurns(track.t, told.t)
        ? Number.POSITIVE_INFINITY
        : SAME_RECEIVER_M / quantileOf(apartM, 0.5),
    ranges: () =>
      rangesBetween(
        Array.from(near, (k) => own.motion.t[k]!),
        track.fixes[0]?.handheldId ?? 0,
      ),
  };
}

/** Whether the other's fixes fall into the pauses of this track only: one handheld signed in by turns. */
function takesTurns(t: Float64Array, others: Float64Array): boolean {
  const steps = t.slice(1).map((at, i) => at - t[i]!);
  const usualMs = steps.slice().sort()[steps.length >> 1] ?? 0;
  let [i, amid] = [0, 0];
  for (const at of others) {
    while (i + 1 < t.length && t[i + 1]! <= at) i++;
    if (at >= t[i]! && (t[i + 1] ?? Number.POSITIVE_INFINITY) - t[i]! <= 1.5 * usualMs) amid++;
  }
  return amid < 0.05 * others.length;
}

/** Quantile of distances; Infinity where none is known. */
function quantileOf(apartM: Float64Array, part: number): number {
  const known = apartM.filter((m) => !Number.isNaN(m)).sort();
  return known[Math.floor(part * known.length)] ?? Number.POSITIVE_INFINITY;
}

const medianAccuracy = (accuracies: Float64Array) =>
  accuracies.slice().sort()[accuracies.length >> 1] ?? 0;

/** Joins moments a step apart. */
function rangesBetween(times: readonly number[], handheldId: number): FixRange[] {
  const ranges: FixRange[] = [];
  for (const t of times) {
    const last = ranges.at(-1);
    if (last && t - last.toMs <= STEP_MS) last.toMs = t;
    else ranges.push({ handheldId, fromMs: t, toMs: t });
  }
  return ranges;
}

/** The patrol's own handheld among another officer's fixes, in between its own: not one after the other, as shifts are. */
function sharedHandheld({ input, fixes, clockSets }: IntegrityContext): ReturnType<Detector> {
  const own = new Map<number, number[]>();
  // What may be placed wrongly may lie in the shift of another.
  for (const { handheldId, t } of fixes.filter(surelyTimed(clockSets))) {
    const times = own.get(handheldId);
    if (times) times.push(t);
    else own.set(handheldId, [t]);
  }
  const { startMs, endMs } = input.patrol;
  const { others = [], partners = [] } = input;
  const shared: { at: number; handheldId: number }[] = [];
  for (const { t, handheldId } of [...others, ...partners]) {
    let [id, times, i]: [number, number[], number] = [-1, [], 0];
    for (let k = 0; k < t.length; k++) {
      const at = t[k]!;
      if (handheldId[k] !== id) [id, times, i] = [handheldId[k]!, own.get(handheldId[k]!) ?? [], 0];
      while (i < times.length && times[i]! <= at) i++;
      if (i > 0 && (times[i] ?? Number.POSITIVE_INFINITY) - times[i - 1]! < SHIFT_MIN_MS)
        shared.push({ at, handheldId: id });
    }
  }
  if (shared.length < 3) return null;
  const times = Float64Array.from(shared, ({ at }) => at).sort();
  const [fromMs, toMs] = [times[0]!, times.at(-1)!];
  const share = (toMs - fromMs) / (endMs - startMs || 1);
  return {
    strength: share >= TOGETHER.weakShare ? 'strong' : 'weak',
    measured: share,
    threshold: TOGETHER.weakShare,
    share,
    fixes: [{ handheldId: shared[0]!.handheldId, fromMs, toMs }],
  };
}
