import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../../server/contract/areas/area.ts';
import { CASE_STEPS, type CaseStep } from '../../../server/contract/cases/case.ts';
import { callOf } from '../../../server/domain/cases/arrival.ts';
import type { Fact } from '../../../server/domain/cases/fact.ts';
import { foldFacts } from '../../../server/domain/cases/fold-facts.ts';

const LADDER = ['grid', 'village', 'town', 'district'] as const;

let made = 0;
/** A step of the town's supervisor unless told otherwise. */
const fact = (step: CaseStep, more: Partial<Fact> = {}): Fact => ({
  ...{ id: `f${made++}`, step, at: 0, officerId: null, level: 'town', why: 'because' },
  ...{ until: null, toOfficerId: null, toDepartmentId: null, toLevel: null, into: null },
  rating: null,
  ...more,
});
/** Facts a minute after each other. */
const stateOf = (...facts: Fact[]) =>
  foldFacts(
    facts.map((one, k) => ({ ...one, at: k * 60_000 })),
    LADDER,
  )!;
const sent = () => [fact('report'), fact('accept'), fact('dispatch', { toOfficerId: 7 })];
const byOfficer = { officerId: 7, level: null, why: null };

const anyFact = fc.record<Fact>({
  id: fc.integer({ min: 0, max: 40 }).map(String),
  step: fc.constantFrom(...CASE_STEPS),
  at: fc.integer({ min: 0, max: 20 }),
  officerId: fc.constantFrom(null, 7, 8),
  level: fc.constantFrom(null, ...LEVELS),
  why: fc.constantFrom(null, 'because'),
  until: fc.constantFrom(null, 5, 30),
  toOfficerId: fc.constantFrom(null, 7),
  toDepartmentId: fc.constantFrom(null, 3),
  toLevel: fc.constantFrom(null, ...LADDER),
  into: fc.constantFrom(null, 2),
  rating: fc.constantFrom(null, 5),
});
const facts = fc.uniqueArray(anyFact, { selector: ({ id }) => id, maxLength: 25 });

describe('the state of a case', () => {
  it('goes from the report through acceptance, dispatch, work and check to the end', () => {
    const all = [
      ...sent(),
      ...(['set-out', 'arrive', 'handle'] as const).map((step) => fact(step, byOfficer)),
      ...(['check', 'close'] as const).map((step) => fact(step)),
    ];
    const states = all.map((_, k) => stateOf(...all.slice(0, k + 1)).state);
    expect(states).toEqual([
      ...['reported', 'accepted', 'dispatched', 'in-hand', 'in-hand', 'handled', 'checked'],
      'closed',
    ]);
    const { idle, spans } = stateOf(...all);
    expect(idle.size).toBe(0);
    expect(spans.map(({ from, kept, phase, to }) => [phase, (to! - from) / 60_000, kept])).toEqual([
      ['close', 7, true],
      ['accept', 1, true],
      ['dispatch', 1, true],
      ['handle', 3, true],
      ['check', 1, true],
    ]);
  });

  it('is the same whatever order its facts come in, late or twice', () => {
    fc.assert(
      fc.property(
        facts.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.subarray(all),
          ),
        ),
        ([all, shuffled, again]) => {
          expect(foldFacts([...shuffled, ...again], LADDER)).toEqual(foldFacts(all, LADDER));
        },
      ),
    );
  });

  it('has every fact take effect or say why not, and its phases follow each other without a gap', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const standing = foldFacts(all, LADDER);
        fc.pre(standing !== undefined);
        const took = Object.values(standing.done).reduce((sum, { times }) => sum + times, 0);
        expect(took + standing.idle.size).toBe(all.length);
        const [close, ...phases] = standing.spans;
        expect(close!.to).toBe(standing.endedAt);
        for (const [k, { from }] of phases.entries()) {
          const before = phases[k - 1];
          // Nothing runs between a check and its being sent back, nor after the end.
          if (before) expect(before.to).toBeLessThanOrEqual(from);
          expect(from).toBeGreaterThanOrEqual(standing.openedAt);
        }
        expect(phases.filter(({ to }) => to === null).length).toBeLessThanOrEqual(1);
        expect(LADDER).toContain(standing.level);
      }),
    );
  });

  it('keeps what a supervisor decided when an officer’s earlier fact comes late', () => {
    const up = fact('pass-up', { level: 'village' });
    const passedUp = { state: 'reported', level: 'village' };
    expect(stateOf(...sent(), up)).toMatchObject(passedUp);
    expect(stateOf(...sent(), fact('handle', byOfficer), up)).toMatchObject(passedUp);
  });

  it('keeps the order of what is told from before the report, which counts as done with it', () => {
    const all = [
      fact('dispatch', { at: 4, toOfficerId: 7 }),
      fact('return', { at: 5, ...byOfficer, why: 'not mine' }),
      fact('dispatch', { at: 6, toOfficerId: 8 }),
      fact('report', { at: 9 }),
    ];
    expect(foldFacts(all, LADDER)).toMatchObject({
      ...{ handler: { officerId: 8 }, handedAt: 9, idle: new Map() },
    });
  });

  it('goes up with a reason to whom a lower level can no longer speak for, and comes down again', () => {
    const up = [fact('report'), fact('pass-up', { level: 'grid' })];
    const village = fact('accept', { level: 'grid' });
    expect(stateOf(...up, village).idle.get(village.id)).toEqual({ kind: 'level' });
    const more = [...up, fact('pass-up', { level: 'village' }), fact('pass-up')];
    expect(stateOf(...more).level).toBe('district');
    const top = fact('pass-up', { level: 'district' });
    expect(stateOf(...more, top).idle.get(top.id)).toEqual({ kind: 'top' });
    const down = fact('pass-down', { level: 'district', toLevel: 'village' });
    expect(stateOf(...more, down).level).toBe('village');
    const silent = fact('pass-up', { why: ' ' });
    expect(stateOf(...up, silent).idle.get(silent.id)).toEqual({ kind: 'lacks', what: 'why' });
  });

  it('lets an officer take what lies in the grid and is nobody’s, and hand in only own work', () => {
    const take = fact('take', { ...byOfficer });
    expect(stateOf(fact('report', { at: 0 }), take)).toMatchObject({
      state: 'in-hand',
      handler: { officerId: 7 },
    });
    const others = fact('handle', { ...byOfficer, officerId: 8 });
    expect(stateOf(...sent(), others).idle.get(others.id)).toEqual({ kind: 'handler' });
  });

  it('is called for by whoever is sent or takes what is nobody’s, not again by who takes what is theirs', () => {
    const called = (...facts: Fact[]) => callOf(stateOf(...facts), 60 * 60_000);
    const take = fact('take', byOfficer);
    const untilMs = 60 * 60_000;
    expect(called(...sent(), take)).toEqual({ officerId: 7, sentMs: 2 * 60_000, untilMs });
    expect(called(fact('report'), take)).toMatchObject({ sentMs: 60_000 });
    const others = fact('dispatch', { toOfficerId: 8 });
    expect(called(...sent(), others)).toMatchObject({ officerId: 8, sentMs: 3 * 60_000 });
    expect(called(...sent(), fact('return', { ...byOfficer, why: 'ill' }))).toBeNull();
    expect(called(...sent(), fact('dispatch', { toDepartmentId: 3 }))).toBeNull();
    const handled = [...sent(), fact('handle', byOfficer)];
    expect(called(...handled)).toMatchObject({ untilMs: 3 * 60_000 });
    const week = 7 * 24 * 3_600_000;
    expect(callOf(stateOf(...sent()), 2 * week)!.untilMs).toBe(2 * 60_000 + week);
  });

  it('lets nobody check the own work', () => {
    const handled = [...sent(), fact('handle', byOfficer)];
    const own = fact('check', { officerId: 7, level: 'village' });
    expect(stateOf(...handled, own).idle.get(own.id)).toEqual({ kind: 'own-work' });
    expect(stateOf(...handled, { ...own, officerId: 9 }).state).toBe('checked');
  });

  it('is sent back into the same hands, and returned into nobody’s', () => {
    const handled = [...sent(), fact('handle', byOfficer)];
    expect(stateOf(...handled, fact('send-back'))).toMatchObject({
      state: 'in-hand',
      handler: { officerId: 7 },
    });
    const back = fact('return', { ...byOfficer, why: 'not ours' });
    expect(stateOf(...sent(), back)).toMatchObject({
      state: 'accepted',
      handler: { officerId: null },
    });
  });

  it('goes on where it stood when its end is taken back, with the same hands, and its clock stood meanwhile', () => {
    for (const end of ['withdraw', 'merge'] as const) {
      const ended = [...sent(), fact('take', byOfficer), fact(end, { into: 2 })];
      expect(stateOf(...ended)).toMatchObject({ endedAt: 4 * 60_000 });
      const standing = stateOf(...ended, fact('reopen'));
      expect(standing).toMatchObject({
        ...{ state: 'in-hand', endedAt: null, mergedInto: null, handler: { officerId: 7 } },
        stops: [{ from: 4 * 60_000, to: 5 * 60_000 }],
      });
      expect(standing.idle.size).toBe(0);
      expect(
        standing.spans.filter(({ to }) => to === null).map(({ from, phase }) => [phase, from]),
      ).toEqual([
        ['close', 0],
        ['handle', 2 * 60_000],
      ]);
      const handled = [...ended, fact('reopen'), fact('handle', byOfficer), fact('check')];
      expect(stateOf(...handled, fact('close'))).toMatchObject({ state: 'closed' });
    }
  });

  it('is opened again for a reason, by whom it lies with, within a month, and only where it was withdrawn or merged', () => {
    const ended = [fact('report'), fact('withdraw')].map((one, k) => ({ ...one, at: k }));
    const idle = (again: Fact, of = ended) =>
      foldFacts([...of, again], LADDER)!.idle.get(again.id) ?? null;
    const at = 30 * 24 * 3_600_000 + 1;
    expect(idle(fact('reopen', { at }))).toBeNull();
    expect(idle(fact('reopen', { at: at + 1 }))).toEqual({ kind: 'long-ended', mostMs: at - 1 });
    expect(idle(fact('reopen', { at, why: null }))).toEqual({ kind: 'lacks', what: 'why' });
    expect(idle(fact('reopen', { at, level: null }))).toEqual({ kind: 'level' });
    expect(idle(fact('reopen'), ended.slice(0, 1))).toMatchObject({ kind: 'state' });
    const closed = [...sent(), fact('handle', byOfficer), fact('check'), fact('close')];
    const again = fact('reopen');
    expect(stateOf(...closed, again).idle.get(again.id)).toMatchObject({ kind: 'state' });
  });

  it('stops its clock only until a moment and for a reason, and runs again when told', () => {
    const until = 60 * 60_000;
    const stop = fact('suspend', { until });
    expect(stateOf(...sent(), stop).stops).toEqual([{ from: 3 * 60_000, to: until }]);
    const endless = fact('suspend');
    expect(stateOf(...sent(), endless).idle.get(endless.id)).toEqual({
      kind: 'lacks',
      what: 'until',
    });
    const again = fact('resume');
    expect(stateOf(...sent(), stop, again).stops).toEqual([{ from: 3 * 60_000, to: 4 * 60_000 }]);
    const twice = fact('resume');
    expect(stateOf(...sent(), stop, again, twice).idle.get(twice.id)).toEqual({
      kind: 'running-clock',
    });
  });
});
