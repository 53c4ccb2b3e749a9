import { expect, test } from 'vitest';
import type { LngLat } from '../../../../server/contract/areas/geo.ts';
import { DAY_MS, MINUTE_MS } from '../../../../server/contract/units.ts';
import { gaussian, seededRandom } from '../../../../server/domain/analysis/numerics/random.ts';
import type { Fix } from '../../../../server/domain/entrance/fix.ts';
import { comparedTrack } from '../../../../server/domain/verification/integrity/compared-track.ts';
import { counterpartOf } from '../../../../server/domain/verification/integrity/counterpart.ts';
import { contextOf, judgePatrol } from '../../../../server/domain/verification/judge-patrol.ts';
import { measurePatrol } from '../../../../server/domain/verification/measure-patrol.ts';
import type { PatrolInput } from '../../../../server/domain/verification/patrol-input.ts';
import {
  at,
  fixAt,
  normRules,
  type Path,
  patrolOf,
  record,
  roundBlock,
  START_MS,
} from '../walks.ts';

const EVERY_S = 10;
/** A walker whose pace changes slowly and who stops now and then, each seed differently. */
const gait =
  (seed: number): Path =>
  (s) =>
    roundBlock()(s + 25 * Math.sin(s / 97 + seed) + 40 * Math.sin(s / 411 + 2 * seed));
const walk = record({ path: gait(1), everyS: EVERY_S });
const dayBefore = record({ path: gait(2), everyS: EVERY_S, seed: 2, startMs: START_MS - DAY_MS });
const colleague = record({
  path: (s) => gait(3)(s + 400),
  everyS: EVERY_S,
  seed: 3,
  handheldId: 2,
});

type Company = { history?: Fix[][]; others?: Fix[][]; partners?: Fix[][] };
const signalsOf = (
  fixes: readonly Fix[],
  {
    history = [],
    others = [],
    partners = [],
    ...changes
  }: Partial<Omit<PatrolInput, keyof Company>> & Company = {},
) =>
  judgePatrol(
    patrolOf(fixes, {
      ...changes,
      history: history.map(comparedTrack),
      others: others.map(comparedTrack),
      partners: partners.map(comparedTrack),
    }),
  ).signals.map(({ code, strength }) => `${code} ${strength}`);

test('an honest walk beside an honest history and an honest colleague gives no signal', () => {
  expect(signalsOf(walk, { history: [dayBefore], others: [colleague] })).toEqual([]);
});

test('every mock fix is told, and a twentieth of them is held against the patrol', () => {
  const mocked = (share: number) =>
    walk.map((fix, i) => ({ ...fix, mock: i < share * walk.length }));
  expect(signalsOf(mocked(0.02))).toEqual(['mock-provider weak']);
  expect(signalsOf(mocked(0.1))).toEqual(['mock-provider strong']);
});

const pinned = (positionAt: (i: number) => Fix) =>
  walk.map((fix, i) => ({ ...fix, lng: positionAt(i).lng, lat: positionAt(i).lat }));

test('positions pinned here and there are frozen; a handheld that lies still for a rest is not held guilty', () => {
  expect(signalsOf(pinned((i) => walk[Math.floor(i / 120) * 120]!))).toContain('frozen strong');
  const rest = pinned((i) => (i >= 300 && i < 360 ? walk[300]! : walk[i]!));
  expect(signalsOf(rest)).toEqual(['frozen weak']);
});

test('a route played at one pace is too smooth however it is shaken', () => {
  const played: Path = (s) => ({ x: Math.abs(((s * 1.3) % 900) - 450), y: 10 });
  const still = record({ path: played, everyS: EVERY_S, noiseM: 0 });
  const random = seededRandom(3);
  const shaken = still.map((fix) => ({
    ...fix,
    lng: fix.lng + (2 * gaussian(random)) / 98_000,
    lat: fix.lat + (2 * gaussian(random)) / 111_000,
  }));
  expect(signalsOf(shaken)).toEqual(['too-smooth strong']);
});

test('a computed walk is too smooth, a real receiver at any sampling is not', () => {
  const computed = (noiseM: number) => record({ path: roundBlock(), everyS: EVERY_S, noiseM });
  expect(signalsOf(computed(0))).toEqual(['too-smooth strong']);
  expect(signalsOf(computed(0.1))).toEqual(['too-smooth strong']);
  // As smooth as handhelds that smooth and snap are honestly.
  expect(signalsOf(computed(0.2))).toEqual(['too-smooth weak']);
  for (const everyS of [1, 5, 30, 60])
    expect(signalsOf(record({ path: gait(1), everyS, noiseM: 2, accuracyM: 4 }))).toEqual([]);
});

test('a reflection just before the handheld is laid down is no pin set elsewhere', () => {
  const [from, to] = [400, walk.length];
  const laid = pinned((i) => (i >= from && i < to ? walk[from]! : walk[i]!));
  const aside = { ...laid[from - 1]!, lng: laid[from - 1]!.lng + 100 / 98_000 };
  expect(signalsOf(laid.with(from - 1, aside))).toEqual(['frozen weak']);
});

/** Around the block that is walked, three hundred metres and more from its sides. */
const PLACES = [at(-300, 100), at(100, -300), at(100, 550), at(550, 100)];
const frozenOf = (...asked: Parameters<typeof signalsOf>) =>
  signalsOf(...asked).filter((signal) => signal.startsWith('frozen'));
/** The walk with stretches, from and to by number, that stand still at some place. */
const standing = (...stretches: (readonly [from: number, to: number, place: LngLat])[]) => {
  const told = [...walk];
  for (const [from, to, place] of stretches)
    for (let i = from; i < to; i++) told[i] = { ...told[i]!, ...place };
  return told;
};

test('pins set between walks are frozen from three places on; what comes singly is no pin, be it a reflection or the position of a room', () => {
  const pins = PLACES.slice(1).map(
    (place, k) => [150 * (k + 1), 150 * (k + 1) + 80, place] as const,
  );
  expect(frozenOf(standing(...pins))).toEqual(['frozen strong']);
  expect(frozenOf(standing([200, 500, PLACES[1]!]))).toEqual(['frozen weak']);
  expect(frozenOf(standing(...pins.slice(1)))).toEqual(['frozen weak']);
  const once = pins.map(([from, to]) => [from, to, PLACES[1]!] as const);
  expect(frozenOf(standing(...once))).toEqual(['frozen weak']);
  // What admits to be so far off is where it says to be.
  const admitted = standing(...pins).map((fix) => ({ ...fix, accuracyM: 100 }));
  const norm = { version: 1, rules: normRules({ maxAccuracyM: 200 }) };
  expect(frozenOf(admitted, { norm })).toEqual(['frozen weak']);
});

test('what lies still before the walk or after it is held against nobody, wherever its position leaps; a handheld nobody carried is', () => {
  const lying = (from: number, each: number) =>
    standing(
      ...PLACES.map(
        (place, k) =>
          [from + each * k, Math.min(walk.length, from + each * (k + 1)), place] as const,
      ),
    );
  expect(frozenOf(lying(321, 100))).toEqual(['frozen weak']);
  expect(frozenOf(lying(0, 100))).toEqual(['frozen weak']);
  expect(frozenOf(lying(0, 181))).toEqual(['frozen strong']);
  // Forgotten for most of a day after the same walk.
  const last = walk.at(-1)!;
  const forgotten = Array.from({ length: 1700 }, (_, k) => {
    const byMs = (k + 1) * 30_000;
    const told = { seq: last.seq + 1 + k, t: last.t + byMs };
    return { ...last, ...told, receivedMs: last.receivedMs + byMs, sentMs: last.sentMs! + byMs };
  });
  const patrol = { startMs: START_MS, endMs: forgotten.at(-1)!.t };
  expect(frozenOf([...walk, ...forgotten], { patrol })).toEqual(['frozen weak']);
  const lay = walk.map(({ lng: _lng, lat: _lat, ...fix }) => ({ ...fix, ...PLACES[1]! }));
  expect(frozenOf(lay)).toEqual(['frozen strong']);
});

test('a receiver that loses its position while its officer walks on is no pin', () => {
  const stuck = walk.map((fix, i) => {
    const from = i - (i % 140);
    return from > 0 && i - from < 60 ? { ...fix, lng: walk[from]!.lng, lat: walk[from]!.lat } : fix;
  });
  expect(frozenOf(stuck)).toEqual(['frozen weak']);
});

test('leaps to a place kilometres away and back are teleports, a lone wrong radio fix is nothing', () => {
  const away = (i: number) => ({ ...walk[i]!, ...at(4000 + (i % 7), 300 + (i % 5)) });
  const leaping = walk.map((fix, i) => (i % 240 > 200 ? away(i) : fix));
  expect(signalsOf(leaping)).toContain('teleport strong');
  expect(signalsOf(walk.with(300, away(300)))).toEqual([]);
  const once = walk.map((fix, i) => (i > 300 && i < 310 ? away(i) : fix));
  expect(signalsOf(once)).toEqual(['teleport weak']);
});

test('a ride is a ride at 6 m/s and at a slow bicycle pace', () => {
  expect(signalsOf(record({ path: roundBlock(250, 6), everyS: EVERY_S }))).toContain(
    'vehicle strong',
  );
  expect(signalsOf(record({ path: roundBlock(250, 3), everyS: EVERY_S }))).toContain(
    'vehicle strong',
  );
});

const random = seededRandom(7);
const replayOf = (source: readonly Fix[], jitterM: number, shiftMs: number) =>
  source.map((fix) => ({
    ...fix,
    lng: fix.lng + (jitterM * gaussian(random)) / 98_000,
    lat: fix.lat + (jitterM * gaussian(random)) / 111_000,
    t: fix.t + shiftMs,
    receivedMs: fix.receivedMs + shiftMs,
    sentMs: fix.sentMs! + shiftMs,
    session: START_MS,
  }));

test.each([
  ['exact', replayOf(dayBefore, 0, DAY_MS)],
  [
    'begun 23 minutes later and cut short',
    replayOf(dayBefore.slice(138), 0, DAY_MS - 23 * MINUTE_MS),
  ],
  ['jittered by 3 m', replayOf(dayBefore, 3, DAY_MS)],
  ['thinned to every third fix', replayOf(dayBefore, 0, DAY_MS).filter((_, i) => i % 3 === 0)],
])('an earlier track is known again: %s', (_, fixes) => {
  expect(signalsOf(fixes, { history: [colleague, dayBefore] })).toEqual(['replayed strong']);
});

test('two handhelds on one body are told from two officers in one street', () => {
  const pocket = record({ path: gait(1), everyS: 7, seed: 9, handheldId: 2 });
  expect(signalsOf(walk, { others: [colleague, pocket] })).toEqual(['two-in-one-pocket strong']);
});

test('a pair sent out together is no sign of two handhelds on one body, but still one of a shared one', () => {
  const partner = record({ path: gait(1), everyS: 7, seed: 9, handheldId: 2 });
  expect(signalsOf(walk, { partners: [partner] })).toEqual([]);
  const twin = walk.map((fix) => ({ ...fix, handheldId: 2 }));
  expect(signalsOf(walk, { partners: [twin] })).toEqual(['several-accounts strong']);
});

test('companions for a part of the patrol are no more than a word', () => {
  const parts: Path = (s) => (s < 3000 ? gait(1)(s) : gait(3)(s + 600));
  const companion = record({ path: parts, everyS: 7, seed: 9, handheldId: 2 });
  expect(signalsOf(walk, { others: [companion] })).toEqual(['two-in-one-pocket weak']);
});

test('one handheld under two accounts is known by its equal fixes, by turns, and by its id', () => {
  const twin = walk.map((fix) => ({ ...fix, handheldId: 2 }));
  const mine = (fix: Fix) => Math.floor((fix.t - START_MS) / 60_000) % 2 === 0;
  const turns = { others: [twin.filter((fix) => !mine(fix))] };
  expect(signalsOf(walk, { others: [twin] })).toEqual(['several-accounts strong']);
  expect(signalsOf(walk.filter(mine), turns)).toEqual(['several-accounts strong']);
  expect(signalsOf(walk, { others: [walk] })).toEqual(['several-accounts strong']);
});

test('handhelds on record with one officer after the other are innocent, by turns of a minute they are not', () => {
  const swapAt = START_MS + 50 * MINUTE_MS;
  const held = (track: readonly Fix[], before: number, after: number) =>
    track.map((fix) => ({ ...fix, handheldId: fix.t < swapAt ? before : after }));
  const [mine, theirs] = [held(walk, 1, 2), held(colleague, 2, 1)];
  expect(signalsOf(mine, { others: [theirs] })).toEqual([]);
  expect(signalsOf(theirs, { others: [mine] })).toEqual([]);
  const handedOver = walk.filter(({ t }) => t < swapAt);
  expect(signalsOf(handedOver, { others: [colleague.filter(({ t }) => t >= swapAt)] })).toEqual([]);
  const turns = (fix: Fix) => Math.floor((fix.t - START_MS) / 60_000) % 2 === 0;
  const others = [colleague.filter((fix) => !turns(fix)).map((fix) => ({ ...fix, handheldId: 1 }))];
  expect(signalsOf(walk.filter(turns), { others })).toEqual(['several-accounts strong']);
});

test('two handhelds on one body are told where their clocks differ by a hundred seconds', () => {
  const late = record({ path: gait(1), everyS: 7, seed: 9, handheldId: 2 }).map((fix) => ({
    ...fix,
    t: fix.t + 100_000,
    sentMs: fix.sentMs! + 100_000,
  }));
  expect(signalsOf(walk, { others: [late] })).toEqual(['two-in-one-pocket strong']);
});

test('a shifted clock shows in the sending time of every batch, a slow network does not', () => {
  const clock = (offMin: number) =>
    walk.map((fix) => ({ ...fix, receivedMs: fix.receivedMs + offMin * MINUTE_MS }));
  expect(signalsOf(clock(180))).toEqual(['clock-shifted weak']);
  expect(signalsOf(clock(3))).toEqual(['clock-shifted weak']);
  const slow = walk.map((fix, i) => ({
    ...fix,
    receivedMs: fix.receivedMs + (i % 50) * MINUTE_MS,
  }));
  expect(signalsOf(slow)).toEqual([]);
});

test('fixes later than the norm allows count for nothing, which accuses nobody', () => {
  const late = walk.map((fix) => ({
    ...fix,
    sentMs: fix.sentMs! + 4 * DAY_MS,
    receivedMs: fix.receivedMs + 4 * DAY_MS,
  }));
  const verdict = judgePatrol(patrolOf(late));
  expect(verdict.outcome).toBe('unverifiable');
  expect(verdict.signals.map(({ code, strength }) => `${code} ${strength}`)).toEqual([
    'late-upload weak',
  ]);
});

test('numbers and times that contradict each other are forged, a clock set back once is not', () => {
  const spliced = [...walk.slice(0, 200), ...walk.slice(400), ...walk.slice(200, 400)];
  const renumbered = spliced.map((fix, seq) => ({ ...fix, seq }));
  expect(signalsOf(renumbered)).toEqual(['forged-sequence strong']);
  const cut = walk.map((fix, i) => (i < 300 ? fix : { ...fix, seq: fix.seq + 240 }));
  expect(signalsOf(cut)).toEqual(['forged-sequence strong']);
  const setBack = walk.map((fix, i) => (i < 300 ? fix : { ...fix, t: fix.t - 25_000 }));
  expect(signalsOf(setBack).filter((signal) => signal.endsWith('strong'))).toEqual([]);
});

test('the track a signal rests on is found among all it was compared with, and by how much it was later', () => {
  const laterMs = DAY_MS - 23 * MINUTE_MS;
  const copy = replayOf(dayBefore.slice(138), 0, laterMs);
  const contextFor = (fixes: Fix[], company: Partial<PatrolInput>) => {
    const input = patrolOf(fixes, company);
    return contextOf(input, measurePatrol(input));
  };
  const earlier = [colleague, dayBefore].map(comparedTrack);
  expect(counterpartOf('replayed', contextFor(copy, { history: earlier }))).toEqual({
    ...{ role: 'history', index: 1, laterMs },
  });
  const onOneBody = record({ path: gait(1), everyS: 7, seed: 9, handheldId: 2 });
  const pocket = [colleague, onOneBody].map(comparedTrack);
  expect(counterpartOf('two-in-one-pocket', contextFor(walk, { others: pocket }))).toEqual({
    ...{ role: 'others', index: 1, laterMs: 0 },
  });
  expect(counterpartOf('replayed', contextFor(walk, { history: earlier }))).toBeNull();
});

test('a signal names the run of fixes it rests on', () => {
  const fixes = walk.map((fix, i) => ({ ...fix, mock: i >= 100 && i < 200 }));
  const [signal] = judgePatrol(patrolOf(fixes)).signals;
  expect(signal!.fixes).toEqual([{ handheldId: 1, fromMs: walk[100]!.t, toMs: walk[199]!.t }]);
  expect(fixAt(at(0, 0), START_MS, 0).mock).toBe(false);
});
