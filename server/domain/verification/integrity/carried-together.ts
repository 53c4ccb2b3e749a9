import type { FixRange } from '../../../contract/verdict.ts';
import { STEP_MS } from '../motion-track.ts';
import { SIGMA_PER_ACCURACY } from '../uncertainty.ts';
import { comparable, comparableTrack, squaredApart } from './comparable-track.ts';
import { type ComparedTrack, inOneOrder } from './compared-track.ts';
import type { Detector, IntegrityContext } from './context.ts';

/** Share of walking time together: a word, held against the patrol, and that of one receiver; over at least so many minutes. */
const TOGETHER = { weakShare: 0.3, strongShare: 0.8, sameShare: 0.5, weakMin: 10, strongMin: 45 };
/** Two receivers on one body differ by no more than this many standard deviations of both (99 % of the time), metres at least. */
const APART = { sigmas: 3, minM: 15, maxM: 40 };
/** Clocks of two handhelds may differ by this much, ms. */
const LAGS_MS = [-20_000, -10_000, -5_000, 0, 5_000, 10_000, 20_000];
/** Two receivers do not agree better than this, metres; one receiver read twice does. */
const SAME_RECEIVER_M = 1.5;

interface Company {
  /** Minutes of walking compared, and the part of them spent together. */
  comparedMin: number;
  togetherMin: number;
  /** Whether both are one receiver: nearer than two ever agree, or never reporting while the other does. */
  sameReceiver: boolean;
  ranges: FixRange[];
}

/**
 * Two handhelds in one pocket: while both move, another officer's handheld is at the same place at the same instant, within what two
 * receivers differ by. Measured is the share of walking time. Innocent: a pair sent out together; such tracks are not compared when
 * the pair is known, and pairs who part at times stay below the strong share.
 */
export const twoInOnePocket: Detector = (context) =>
  companyFinding(context, TOGETHER.strongShare, ({ sameReceiver }) => !sameReceiver);

/**
 * One handheld under several accounts: another account's track is this one, nearer than two receivers ever agree, or carries this
 * handheld's id at the time. Measured is the share of walking time. Innocent: a handheld handed over without being re-assigned.
 */
export const severalAccounts: Detector = (context) =>
  sharedHandheld(context) ??
  companyFinding(context, TOGETHER.sameShare, ({ sameReceiver }) => sameReceiver);

function companyFinding(
  context: IntegrityContext,
  strongShare: number,
  holds: (company: Company) => boolean,
) {
  let found: (Company & { share: number }) | null = null;
  for (const company of companies(context)) {
    const share = company.comparedMin > 0 ? company.togetherMin / walkingMin(context) : 0;
    if (holds(company) && share > (found?.share ?? 0)) found = { ...company, share };
  }
  if (!found || found.share < TOGETHER.weakShare || found.togetherMin < TOGETHER.weakMin)
    return null;
  const strong = found.share >= strongShare && found.togetherMin >= TOGETHER.strongMin;
  return {
    strength: strong ? ('strong' as const) : ('weak' as const),
    measured: found.share,
    threshold: strongShare,
    share: found.share,
    fixes: found.ranges,
  };
}

const walkingMin = ({ movement: { states } }: IntegrityContext) =>
  (states.filter((state) => state !== 'idle').length * STEP_MS) / 60_000;

const remembered = new WeakMap<IntegrityContext, Company[]>();

/** Both signals look at the same comparison. */
function companies(context: IntegrityContext): Company[] {
  const known = remembered.get(context);
  if (known) return known;
  const compared = inOneOrder(context.input.others ?? [])
    .filter(({ t }) => t.length > 1)
    .map((other) => companyOf(context, other));
  remembered.set(context, compared);
  return compared;
}

function companyOf(
  { movement, geometry, input, track }: IntegrityContext,
  told: ComparedTrack,
): Company {
  const own = comparable(movement.motion);
  const other = comparableTrack(told, geometry.frame, input.norm.rules.maxGapS * 1000);
  const walking = movement.states.flatMap((state, k) => (state === 'idle' ? [] : [k]));
  const apartAt = (lagMs: number, every: number) =>
    walking.flatMap((k, i) => {
      if (i % every !== 0) return [];
      const squared = squaredApart(own, k, other, lagMs);
      return Number.isNaN(squared) ? [] : [{ k, apartM: Math.sqrt(squared) }];
    });
  // The nearest quarter decides: it tells the lag even of a short common way.
  const lagMs = LAGS_MS.map((lag) => ({ lag, nearM: quantileOf(apartAt(lag, 5), 0.25) })).reduce(
    (a, b) => (b.nearM < a.nearM ? b : a),
  ).lag;
  const compared = apartAt(lagMs, 1);
  const theirs = medianAccuracy(other.motion.accuracyM);
  const near = compared.filter(({ k, apartM }) => {
    const sigma = SIGMA_PER_ACCURACY * Math.hypot(own.motion.accuracyM[k]!, theirs);
    return apartM <= Math.min(APART.maxM, Math.max(APART.minM, APART.sigmas * sigma));
  });
  const handheldId = track.fixes[0]?.handheldId ?? 0;
  return {
    comparedMin: (compared.length * STEP_MS) / 60_000,
    togetherMin: (near.length * STEP_MS) / 60_000,
    sameReceiver: quantileOf(compared, 0.5) <= SAME_RECEIVER_M || takesTurns(track.t, told.t),
    ranges: rangesBetween(
      near.map(({ k }) => own.motion.t[k]!),
      handheldId,
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

function quantileOf(compared: readonly { apartM: number }[], part: number): number {
  const sorted = Float64Array.from(compared, ({ apartM }) => apartM).sort();
  return sorted[Math.floor(part * sorted.length)] ?? Number.POSITIVE_INFINITY;
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

/** The patrol's own handheld among another officer's fixes of the same time. */
function sharedHandheld({ input, fixes }: IntegrityContext): ReturnType<Detector> {
  const own = new Set(fixes.map(({ handheldId }) => handheldId));
  const { startMs, endMs } = input.patrol;
  const shared = (input.others ?? []).flatMap(({ t, handheldId }) =>
    Array.from(t, (at, i) => ({ at, handheldId: handheldId[i]! })).filter((fix) =>
      own.has(fix.handheldId),
    ),
  );
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
