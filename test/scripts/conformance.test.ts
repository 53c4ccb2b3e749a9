import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeLabelled } from '../../scripts/conformance-kit/judge.ts';
import { generatePatrol } from '../../scripts/conformance-kit/patrols.ts';
import { kindsTableOf, READMES, sentenceOf } from '../../scripts/conformance-kit/publish.ts';
import { falseAccusations, rareTable, runRare } from '../../scripts/conformance-kit/rare.ts';
import { reportKind } from '../../scripts/conformance-kit/rates.ts';
import { noOutcomes, type Tally, tallySample } from '../../scripts/conformance-kit/tally.ts';
import { HONEST_WALKS } from '../../server/contract/patrols/honest-walks.ts';
import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import { LANGUAGE_CODES } from '../../server/contract/words/languages.ts';

const tally = (from: number, accused: Tally['accused'] = []): Tally => ({
  kind: 'honest-good',
  seed: 'rare/0',
  from,
  count: 50,
  company: 'pooled',
  ruleSet: RULE_SET,
  outcomes: { ...noOutcomes(), completed: 50 - accused.length, suspicious: accused.length },
  accused,
  weak: {},
});

test('none accused in 300,000 bounds the rate at one in 100,000, and a few have their exact interval', () => {
  expect(falseAccusations(0, 300_000).high).toBeCloseTo(0.9986, 3);
  // Garwood: 0.619 to 8.767 for three events.
  const { rate, low, high } = falseAccusations(3, 100_000);
  expect([rate, low, high].map((x) => x.toFixed(2))).toEqual(['3.00', '0.62', '8.77']);
});

test('a long run goes on where it stopped: what is on record is read, a line cut off and other rule sets are not', async () => {
  const record = join(mkdtempSync(join(tmpdir(), 'rare-')), 'record.jsonl');
  const lines = [
    tally(0),
    { ...tally(50), ruleSet: '2020.1' },
    { ...tally(50), seed: 'rare/7' },
    tally(50, [{ number: 61, codes: ['too-smooth'] }]),
  ].map((line) => JSON.stringify(line));
  writeFileSync(record, `${lines.join('\n')}\n{"kind":"honest-go`);
  const told: Tally[] = [];
  const asked = { kinds: ['honest-good'] as const, perKind: 100, seed: 0, threads: 1, record };
  await runRare(asked, (one) => told.push(one));
  expect(told.map(({ from }) => from)).toEqual([0, 50]);
  const table = rareTable(told).join('\n');
  expect(table).toContain('honest-good                       100    1  1000 [25, 5572]');
  expect(table).toContain('accused: honest-good rare/0/61 too-smooth');
});

test('descriptions and Help tell one figure, as it was measured, and by which rule set', () => {
  const { accused, aYear, kinds, patrols, per100000, ruleSet } = HONEST_WALKS;
  // 2026.9 came before 2026.11.
  expect(ruleSet.localeCompare(RULE_SET, 'en', { numeric: true })).toBeLessThanOrEqual(0);
  const { rate, low, high } = falseAccusations(accused, patrols);
  expect([per100000.rate, per100000.low, per100000.high]).toEqual(
    [rate, low, high].map((value) => Number(value.toPrecision(3))),
  );
  expect(aYear.most).toBeCloseTo((high * aYear.officers * aYear.patrolsEach) / 100_000, 0);
  for (const kind of Object.values(kinds)) {
    const own = falseAccusations(kind.accused, kind.patrols);
    expect(kind.per100000).toEqual({
      rate: Number(own.rate.toPrecision(3)),
      low: Number(own.low.toPrecision(3)),
      high: Number(own.high.toPrecision(3)),
    });
  }
  const sum = (key: 'patrols' | 'accused') =>
    Object.values(kinds).reduce((total, kind) => total + kind[key], 0);
  expect([sum('patrols'), sum('accused')]).toEqual([patrols, accused]);
  for (const language of LANGUAGE_CODES) {
    const sentence = sentenceOf(HONEST_WALKS, language);
    expect(sentence).not.toContain('{{');
    expect(readFileSync(READMES[language], 'utf8')).toContain(
      `<!--false-accusations-->${sentence}<!--/false-accusations-->`,
    );
    const table = kindsTableOf(HONEST_WALKS, language);
    expect(readFileSync(READMES[language], 'utf8')).toContain(
      `<!--by-kind-->${table}<!--/by-kind-->`,
    );
    expect(table).not.toContain('undefined');
    expect(table.match(/^\| `/gm)).toHaveLength(Object.keys(kinds).length);
    const help = readFileSync(`server/contract/words/${language}/help/verdicts.md`, 'utf8');
    for (const told of ['{{falseAccusations}}', '{{falseAccusationRows}}'])
      expect(help).toContain(told);
  }
});

test('samples add up to the report of their kind, whoever judged them', () => {
  const sample = { kind: 'honest-slow-sampling', seed: '5', company: 'pooled' } as const;
  const whole = tallySample({ ...sample, from: 0, count: 2 });
  const parts = [0, 1].map((from) => tallySample({ ...sample, from, count: 1 }));
  expect(reportKind(sample.kind, parts)).toEqual(reportKind(sample.kind, [whole]));
});

test('an officer of even pace who was once called too smooth is not', () => {
  const verdict = judgeLabelled(generatePatrol('honest-good', '77/45'));
  expect([verdict.outcome, verdict.signals]).toEqual(['completed', []]);
});

test('a clock that leapt to and fro while positions were held back, and was put right wrongly, accuses nobody', () => {
  const verdict = judgeLabelled(generatePatrol('honest-clock-jumping', 'rare/0/1182'));
  expect(verdict.signals.map(({ code, strength }) => `${code} ${strength}`)).toEqual([
    'clock-shifted weak',
    'forged-sequence weak',
  ]);
  expect(verdict.outcome).not.toBe('suspicious');
});

test('a handheld laid down at home as a reflection ended, and forgotten, accuses nobody', () => {
  const verdict = judgeLabelled(
    generatePatrol('honest-forgotten-end', 'rare/0/7077', { company: 'pooled' }),
  );
  expect(verdict.signals.map(({ code, strength }) => `${code} ${strength}`)).toEqual([
    'frozen weak',
  ]);
  expect(verdict.outcome).toBe('completed');
});
