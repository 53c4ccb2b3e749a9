import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileProblem, sayProblems } from '../../../server/contract/file-problem.ts';
import type { ScoringRules, ScoringTerm } from '../../../server/contract/scoring/rules.ts';
import { inEnglish } from '../../../server/contract/tell-file.ts';
import { schemeDefects, startDefect } from '../../../server/domain/scoring/check-scheme.ts';
import { describeTerm } from '../../../server/domain/scoring/describe-term.ts';
import {
  type IncidentRecord,
  sumRecords,
} from '../../../server/domain/scoring/incident-records.ts';
import { SCORING_PRESETS } from '../../../server/domain/scoring/presets.ts';
import { rankPeers } from '../../../server/domain/scoring/rank.ts';
import { roundPoints } from '../../../server/domain/scoring/round-points.ts';
import { type Subject, scorePeers } from '../../../server/domain/scoring/score-peers.ts';
import { scoreSubject } from '../../../server/domain/scoring/score-subject.ts';
import { scoreTerm } from '../../../server/domain/scoring/score-term.ts';
import { withoutStar } from '../../../server/domain/scoring/without-star.ts';

const said = (problems: readonly FileProblem[]) =>
  problems.map((problem) => sayProblems([problem], inEnglish));

const term = (own: Partial<ScoringTerm> = {}): ScoringTerm => ({
  id: 'a',
  name: { zh: '甲', en: 'A' },
  source: { metric: 'completionRate' },
  scale: { kind: 'linear', zeroAt: 0.5, fullAt: 1 },
  role: 'scored',
  max: 20,
  ...own,
});
const falling = { kind: 'linear', zeroAt: 168, fullAt: 24 } as const;
const steps = {
  kind: 'steps',
  steps: [
    { from: 0.9, share: 1 },
    { from: 0.6, share: 0.5 },
  ],
} as const;
const each = { kind: 'each', points: 3 } as const;

describe('Points', () => {
  it('are rounded half up as decimals, not as what binary makes of them', () => {
    expect(roundPoints(36.26 * 1.25)).toBe(45.33);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (hundredths, tenThousandths) => {
          const exact = (BigInt(hundredths) * BigInt(tenThousandths) + 5_000n) / 10_000n;
          expect(roundPoints((hundredths / 100) * (tenThousandths / 10_000))).toBe(
            Number(exact) / 100,
          );
        },
      ),
    );
  });
});

describe('A term', () => {
  it.each([
    ['in proportion', term(), 0.75, 10, '(0.75 - 0.5) / (1 - 0.5) x 20 = 10'],
    ['nothing below its foot', term(), 0.4, 0, '0.4 <= 0.5: 0'],
    ['all beyond its top', term(), 1.2, 20, '1.2 >= 1: 20'],
    ['the less the better', term({ scale: falling }), 96, 10, '(96 - 168) / (24 - 168) x 20 = 10'],
    [
      'by steps',
      term({ scale: { ...steps, steps: [...steps.steps] } }),
      0.7,
      10,
      '0.7 >= 0.6: 0.5 x 20 = 10',
    ],
    [
      'below all steps',
      term({ scale: { ...steps, steps: [...steps.steps] } }),
      0.5,
      0,
      '0.5 < 0.6: 0',
    ],
    ['for each', term({ scale: each }), 4, 12, '4 x 3 = 12'],
    ['for each up to its most', term({ scale: each }), 9, 20, '9 x 3 = 27 > 20: 20'],
    [
      'as on paper where a half is no binary number',
      term({ scale: { ...each, points: 1.005 } }),
      1,
      1.01,
      '1 x 1.005 = 1.01',
    ],
    ['taken away', term({ scale: each, role: 'deduction' }), 2, -6, '2 x 3 = 6'],
    ['zero without a value where told', term({ missing: 'zero' }), null, 0, '–: 0'],
    ['all without a value where told', term({ missing: 'full' }), null, 20, '–: 20'],
    ['left out without a value', term(), null, null, '–'],
  ])('is worth %s', (_what, of, value, points, working) => {
    expect(scoreTerm(of, value)).toEqual({ id: 'a', value, points, working });
  });

  it('never gives more than its most nor less than nothing, and never less for doing better', () => {
    const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(value, value, value, value, (zeroAt, fullAt, one, two) => {
        fc.pre(Math.abs(zeroAt - fullAt) > 1e-3);
        const of = term({ scale: { kind: 'linear', zeroAt, fullAt } });
        const [a, b] = [scoreTerm(of, one).points!, scoreTerm(of, two).points!];
        for (const points of [a, b]) expect(points >= 0 && points <= 20).toBe(true);
        if (Math.sign(two - one) === Math.sign(fullAt - zeroAt))
          expect(b).toBeGreaterThanOrEqual(a);
      }),
    );
  });

  it('says in both languages what it counts and what that is worth', () => {
    expect(describeTerm(term({ scale: each, role: 'deduction' })).formula).toEqual({
      zh: '巡查完成率：每 1 扣 3 分，最多 20 分；无数据时 0 分',
      en: 'Completion rate: -3 for each, 20 at most; without data 0',
    });
    const found = term({ source: { cases: 'points', credit: 'finder' }, scale: each });
    expect(describeTerm({ ...found, role: 'bonus' })).toMatchObject({
      unit: 'points',
      formula: {
        zh: '所发现事项的案件分值：每 1 得 3 分，最多 20 分；无数据时 0 分',
        en: 'Cases of matters found: Points: 3 for each, 20 at most; without data 0',
      },
    });
  });
});

const record = (
  credit: IncidentRecord['credit'],
  own: Partial<IncidentRecord>,
): IncidentRecord => ({
  credit,
  foundBy: 'detected',
  kinds: ['x'],
  points: 1,
  sharers: 1,
  count: 1,
  ...own,
});

const WHO = { name: 'A', parent: null, parentName: null, post: null, answersFor: [] };

/** Of an officer of whom a month of patrols was required. */
const METRICS = {
  dutyDays: 30,
  patrolsRequired: 60,
  completionRate: 0,
  onDutyRate: 0,
  coverageUnion: 0,
};

describe('Who holds a post', () => {
  const mean = (officers: 'stars' | 'total'): ScoringTerm =>
    term({
      id: officers,
      source: { officers },
      scale: { kind: 'linear', zeroAt: 0, fullAt: officers === 'stars' ? 5 : 100 },
      max: 50,
    });
  const rules: ScoringRules = {
    period: 'month',
    sections: [
      { level: 'officer', base: 0, terms: [term({ max: 100 })] },
      { level: 'officer', post: 'leader', base: 0, terms: [mean('stars'), mean('total')] },
      {
        level: 'officer',
        post: 'staff',
        base: 0,
        terms: [term({ source: { matters: 'count' }, scale: each, role: 'bonus', max: 30 })],
      },
    ],
    stars: [
      { stars: 5, from: 90 },
      { stars: 2, from: 40 },
    ],
    lastShare: 0,
    honour: null,
    ranking: { minDutyDays: 10, minCompleteness: 0, maxLeaveShare: 0.5 },
  };
  const who = (id: number, own: object): Subject => ({
    ...WHO,
    ...{
      id,
      code: `${id}`,
      category: 'full-time',
      from: '2026-06-01',
      to: '2026-07-01',
      whole: true,
    },
    ...{ metrics: { ...METRICS, effectiveMin: 1 }, records: [] },
    ...own,
  });
  const nobody = { metrics: { dutyDays: 0 } };
  const answersFor = [
    { officerId: 1, days: 20 },
    { officerId: 2, days: 10 },
    { officerId: 3, days: 10 },
  ];
  const rows = scorePeers(rules, 'officer', [
    who(9, { ...nobody, post: 'leader', answersFor }),
    who(8, { ...nobody, post: 'leader', answersFor: [{ officerId: 3, days: 30 }] }),
    who(7, { ...nobody, post: 'staff' }),
    who(1, { metrics: { ...METRICS, effectiveMin: 1, completionRate: 1 } }),
    who(2, { metrics: { ...METRICS, effectiveMin: 1, completionRate: 0.75 } }),
    who(3, { metrics: { ...METRICS, dutyDays: 3, effectiveMin: 1, completionRate: 1 } }),
  ]);
  const of = (id: number) => rows.find((row) => row.id === id)!;

  it('as leader is rated by the officers answered for, each by the days, those without a rank left out', () => {
    expect([of(1), of(2), of(3)].map(({ stars, total }) => [stars, total])).toEqual([
      [5, 100],
      [2, 50],
      [null, 100],
    ]);
    // (20 x 5 + 10 x 2) / 30 = 4 stars: 40 of 50. (20 x 100 + 10 x 50) / 30 = 83.3333: 41.67 of 50.
    expect(of(9)).toMatchObject({
      terms: [
        { id: 'stars', value: 4, points: 40 },
        { id: 'total', value: 83.3333, points: 41.67 },
      ],
      ...{ total: 81.67, rank: 1, unranked: null },
    });
    expect(of(8)).toMatchObject({ total: null, rank: null, unranked: 'too-little-data' });
  });

  it('is scored by the content of the post, without a grid, and listed with nothing found too', () => {
    expect(of(7)).toMatchObject({ section: 2, total: 0, rank: 1, peers: 1, unranked: null });
  });
});

describe('A score', () => {
  it('spreads the weight of what has no data over the rest, and is what its terms add up to', () => {
    const section = {
      level: 'officer' as const,
      base: 10,
      terms: [
        term(),
        term({ id: 'b', source: { metric: 'checkpointRate' }, max: 30 }),
        term({ id: 'c', source: { metric: 'suspicious' }, scale: each, role: 'deduction', max: 5 }),
        term({ id: 'd', source: { matters: 'count' }, scale: each, role: 'bonus' }),
      ],
    };
    const records: IncidentRecord[] = [
      { credit: 'finder', foundBy: 'detected', kinds: ['x'], points: 1, sharers: 1, count: 1 },
    ];
    const metrics = { completionRate: 0.75, checkpointRate: null, suspicious: 9 };
    expect(scoreSubject(section, { metrics, records })).toMatchObject({
      factor: 2.5,
      // 10 + 10 x 2.5 - 5 + 1 x 3
      total: 33,
      max: 60,
    });
    expect(scoreSubject(section, { metrics: {}, records })).toMatchObject({ total: null });
  });

  it('counts matters by who found them and by kind, those below included, shared ones in part', () => {
    const records: IncidentRecord[] = [
      record('finder', { kinds: ['fire-1', 'fire'], points: 4, count: 2 }),
      record('shared', { foundBy: 'reported', kinds: ['fire'], points: 3, sharers: 3 }),
      record('finder', { kinds: ['street'], points: 1, count: 5 }),
    ];
    const shared = { withoutFinder: 'shared' } as const;
    expect(sumRecords(records, { matters: 'count', ...shared })).toBe(7.33);
    expect(sumRecords(records, { matters: 'points', kinds: ['fire'], ...shared })).toBe(9);
    expect(sumRecords(records, { matters: 'points', foundBy: 'detected' })).toBe(13);
  });

  it('gives the points of a matter to its finder, and to the holders of the grid only where none is known and the term says so', () => {
    // Four matters of 4.1 points in a grid of two: one has a finder from elsewhere, one was found by the officer, two have no finder.
    const records: IncidentRecord[] = [
      record('answered', { points: 4.1, sharers: 2 }),
      record('finder', { points: 4.1 }),
      record('answered', { points: 4.1, sharers: 2 }),
      record('shared', { points: 4.1, sharers: 2, count: 2 }),
    ];
    expect(sumRecords(records, { matters: 'points' })).toBe(4.1);
    expect(sumRecords(records, { matters: 'points', withoutFinder: 'none' })).toBe(4.1);
    expect(sumRecords(records, { matters: 'points', withoutFinder: 'shared' })).toBe(8.2);
    expect(sumRecords([record('area', { points: 4.1, count: 4 })], { matters: 'points' })).toBe(
      16.4,
    );
  });

  it('is nothing for who was required to walk and has no minute, whatever the terms say of missing data', () => {
    const section = {
      level: 'officer' as const,
      base: 20,
      terms: [
        term({ missing: 'full' }),
        term({ id: 'b', source: { metric: 'checkpointRate' }, max: 30 }),
        term({ id: 'd', source: { matters: 'points' }, scale: each, role: 'bonus' }),
      ],
    };
    const metrics = { patrolsRequired: 60, effectiveMin: 0, completionRate: null };
    const idle = scoreSubject(section, { metrics, records: [] });
    expect(idle).toMatchObject({ factor: 0, total: 0 });
    const found = [record('finder', { points: 2 })];
    expect(scoreSubject(section, { metrics, records: found }).total).toBe(6);
    // Nothing was required: not idle.
    expect(
      scoreSubject(section, { metrics: { ...metrics, patrolsRequired: 0 }, records: [] }).total,
    ).toBe(70);
    for (const { rules } of Object.values(SCORING_PRESETS))
      for (const own of rules.sections.filter(({ level }) => level === 'officer'))
        expect(
          scoreSubject(own, { metrics: { ...METRICS, effectiveMin: 0 }, records: [] }).total,
        ).toBe(0);
  });
});

describe('Ranks', () => {
  it('are shared by equal totals, and a tie across the border of the last share falls as the scheme says', () => {
    expect(rankPeers([90, 80, 80, 70], 0.5)).toEqual([
      { rank: 1, last: false, listed: 3 },
      { rank: 2, last: true, listed: 3 },
      { rank: 2, last: true, listed: 3 },
      { rank: 4, last: true, listed: 3 },
    ]);
    expect(rankPeers([90, 80, 80, 70], 0.5, 'spared')).toEqual([
      { rank: 1, last: false, listed: 1 },
      { rank: 2, last: false, listed: 1 },
      { rank: 2, last: false, listed: 1 },
      { rank: 4, last: true, listed: 1 },
    ]);
  });

  it('list a tied group at the bottom with its number, and nobody where all are equal', () => {
    // Half of nine is four; five tie at the bottom.
    const nine = [90, 85, 80, 75, 0, 0, 0, 0, 0];
    expect(rankPeers(nine, 0.5).filter(({ last }) => last)).toEqual(
      Array.from({ length: 5 }, () => ({ rank: 5, last: true, listed: 5 })),
    );
    expect(rankPeers(nine, 0.5, 'spared').some(({ last }) => last)).toBe(false);
    expect(rankPeers([50, 50], 0.5).map(({ last }) => last)).toEqual([false, false]);
  });

  it('depend on the totals alone, and list no more than the share where ties are spared, no fewer where they are listed', () => {
    const totals = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
    fc.assert(
      fc.property(totals, fc.double({ min: 0, max: 0.5, noNaN: true }), (list, share) => {
        const standings = rankPeers(list, share);
        const spared = rankPeers(list, share, 'spared');
        const wanted = Math.floor(list.length * share + 1e-9);
        for (const [at, { rank, last }] of standings.entries()) {
          expect(rank).toBe(1 + list.filter((other) => other > list[at]!).length);
          if (last)
            for (const [k, other] of list.entries())
              if (other <= list[at]!) expect(standings[k]!.last).toBe(true);
        }
        const listed = standings.filter(({ last }) => last).length;
        expect(spared.filter(({ last }) => last).length).toBeLessThanOrEqual(wanted);
        if (new Set(list).size > 1 && listed > 0) expect(listed).toBeGreaterThanOrEqual(wanted);
        for (const { listed: told } of standings) expect(told).toBe(listed);
      }),
    );
  });
});

describe('Peers', () => {
  const subject = (code: string, own: Partial<Subject> = {}): Subject => ({
    id: 1,
    code,
    ...WHO,
    category: 'full-time',
    from: '2026-06-01',
    to: '2026-07-01',
    whole: true,
    metrics: { completionRate: 1, onDutyRate: 1, dutyDays: 20, leaveDays: 0, completeness: 1 },
    records: [],
    ...own,
  });
  const rules = SCORING_PRESETS.xindu!.rules;

  it('are of one category, and who cannot be ranked is listed last with why', () => {
    const rows = scorePeers(rules, 'officer', [
      subject('D', { category: 'volunteer' }),
      subject('C', { metrics: { ...subject('').metrics, dutyDays: 5, leaveDays: 15 } }),
      subject('B', { category: 'specialist' }),
      subject('A'),
      subject('E', { metrics: { ...subject('').metrics, completeness: 0.2 } }),
      subject('F', { metrics: { dutyDays: 0, completionRate: null, onDutyRate: null } }),
    ]);
    expect(
      rows.map(({ code, section, rank, peers, unranked }) => [
        code,
        section,
        rank,
        peers,
        unranked,
      ]),
    ).toEqual([
      ['A', 0, 1, 1, null],
      ['C', 0, null, 1, 'on-leave'],
      ['E', 0, null, 1, 'too-little-data'],
      ['F', 0, null, 1, 'nothing-to-rank'],
      ['B', 1, 1, 1, null],
      ['D', null, null, 0, 'no-section'],
    ]);
  });
});

describe('Periods without a star', () => {
  const of = (...stars: (number | null)[]) => stars.map((own) => ({ id: 1, stars: own }));
  it.each([
    ['two in a row at the end', of(3, 0, 0), 2, true],
    ['a star between', of(0, 2, 0), 2, false],
    ['a star at the end', of(0, 0, 1), 2, false],
    ['a period without a rank between, which is passed over', of(0, null, 0), 2, true],
    ['fewer than asked for', of(0, 0), 3, false],
    ['none with a rank', of(null, null), 1, false],
  ])('are listed with %s', (_what, rows, least, listed) => {
    expect(withoutStar(rows, least).has(1)).toBe(listed);
  });
});

describe('The honour list', () => {
  const honour = { kinds: ['fire'], foundBy: ['reported'] as ('reported' | 'detected')[] };
  const rules = { ...SCORING_PRESETS.xindu!.rules, honour };
  const of = (own: Partial<Subject>, by: ScoringRules = rules) =>
    scorePeers(by, 'officer', [
      {
        ...WHO,
        ...{ id: 1, code: 'A', category: 'full-time', from: '2026-06-01', to: '2026-07-01' },
        whole: true,
        metrics: { ...METRICS, effectiveMin: 600, patrolsDone: 5, completionRate: 1 },
        records: [],
        ...own,
      },
    ])[0]!.honour;

  it('needs a patrol done, and counts what those named found in the grids answered for', () => {
    expect(of({})).toEqual({ qualifies: true, matters: 0, lacks: [] });
    expect(of({ metrics: { ...METRICS, effectiveMin: 0, patrolsDone: 0 } })).toEqual({
      ...{ qualifies: false, matters: 0, lacks: ['patrol'] },
    });
    const fire = { kinds: ['fire'], foundBy: 'reported' } as const;
    expect(of({ records: [record('shared', fire)] })).toEqual({
      ...{ qualifies: false, matters: 1, lacks: ['matters'] },
    });
    expect(of({ records: [record('answered', { ...fire, foundBy: 'detected' })] })).toEqual({
      ...{ qualifies: true, matters: 0, lacks: [] },
    });
    expect(of({ records: [record('finder', fire)] })).toEqual({
      ...{ qualifies: true, matters: 0, lacks: [] },
    });
    // All that keeps it off is said, not the first thing alone.
    const high = { ...rules, honour: { ...honour, minTotal: 1_000 } };
    const idle = { metrics: { ...METRICS, effectiveMin: 0, patrolsDone: 0 } };
    expect(of({ ...idle, records: [record('shared', fire)] }, high)?.lacks).toEqual([
      ...['patrol', 'matters', 'total'],
    ]);
  });
});

describe('Schemes', () => {
  it.each(Object.entries(SCORING_PRESETS))('of %s are sound', (_place, { rules }) => {
    expect(schemeDefects(rules)).toEqual([]);
  });

  it('with two sections for the same, or a category of areas, are not', () => {
    const [one] = SCORING_PRESETS.luqiao!.rules.sections;
    const wrong: ScoringRules = {
      ...SCORING_PRESETS.luqiao!.rules,
      sections: [one!, one!, { ...one!, level: 'grid', officerCategory: 'volunteer' }],
    };
    expect(said(schemeDefects(wrong))).toEqual([
      'two sections for officer; there is one for a level, category and post',
      'section grid, volunteer: only officers have a category',
    ]);
  });

  it('score officers by what they did, not by ground whoever walked it', () => {
    const rules = SCORING_PRESETS.rencheng!.rules;
    const combed = term({ source: { metric: 'combRate' } });
    const wrong = { ...rules, sections: [{ level: 'officer' as const, base: 0, terms: [combed] }] };
    expect(said(schemeDefects(wrong))).toEqual([
      'term a: combRate is of the ground, whoever walked it; officers are scored by what they did',
    ]);
  });

  it('name figures of cases there are, whose they are among officers alone, and nothing else of departments', () => {
    const rules = SCORING_PRESETS.kaifeng!.rules;
    const found = term({ source: { cases: 'points', credit: 'finder' } });
    const section = { level: 'department' as const, base: 0, terms: [found, term({ id: 'b' })] };
    const unknown = term({ id: 'c', source: { cases: 'beauty' } });
    const officers = { level: 'officer' as const, base: 0, terms: [found, unknown] };
    expect(said(schemeDefects({ ...rules, sections: [section, officers] }))).toEqual([
      'term a: credit is of officers; an area has the cases that lie in it, a department those it handled',
      'term b: departments are scored by figures of cases',
      'term c: there is no figure of cases beauty; /metrics/cases/definitions lists them',
    ]);
  });

  it('start on a day to come once there is one, and after it', () => {
    expect(startDefect('2020-01-01', '2026-06-01', undefined)).toBeNull();
    const last = { version: 1, from: '2026-08-01' };
    expect(said([startDefect('2026-06-01', '2026-06-01', last)!])[0]).toMatch(/after 2026-06-01/);
    expect(said([startDefect('2026-07-01', '2026-06-01', last)!])[0]).toMatch(/must start later/);
    expect(startDefect('2026-09-01', '2026-06-01', last)).toBeNull();
  });
});
