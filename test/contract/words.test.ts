import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOPICS } from '../../client/help/topics.ts';
import { firstLanguage } from '../../client/i18n/index.ts';
import { THINGS } from '../../server/contract/access/thing.ts';
import { GRID_TYPES } from '../../server/contract/areas/area.ts';
import { ERROR_CODES } from '../../server/contract/error.ts';
import { MARKS } from '../../server/contract/fixes/fix.ts';
import { DAY_REASONS } from '../../server/contract/metrics/day.ts';
import { OUTCOMES, REASONS, SIGNALS } from '../../server/contract/patrols/verdict.ts';
import { OFFICER_CATEGORIES } from '../../server/contract/people/people.ts';
import { UNRANKED } from '../../server/contract/scoring/scores.ts';
import { NOTE_CODES } from '../../server/contract/studies/note.ts';
import { STUDY_STATES } from '../../server/contract/studies/study.ts';
import { accessProblems } from '../../server/contract/words/en/console/people/access-problems.ts';
import { actProblems } from '../../server/contract/words/en/console/people/act-problems.ts';
import { areaProblems } from '../../server/contract/words/en/console/people/area-problems.ts';
import { caseProblems } from '../../server/contract/words/en/console/people/case-problems.ts';
import { fieldProblems } from '../../server/contract/words/en/console/people/field-problems.ts';
import { parserProblems } from '../../server/contract/words/en/console/people/parser-problems.ts';
import { requestProblems } from '../../server/contract/words/en/console/people/request-problems.ts';
import { ruleProblems } from '../../server/contract/words/en/console/people/rule-problems.ts';
import { scoreProblems } from '../../server/contract/words/en/console/people/score-problems.ts';
import { valueProblems } from '../../server/contract/words/en/console/people/value-problems.ts';
import { inEvery, WORDS } from '../../server/contract/words/index.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { LANGUAGE_CODES, type Language } from '../../server/contract/words/languages.ts';
import { DEFINITIONS } from '../../server/domain/metrics/definitions.ts';

const FOLDER = 'server/contract/words';
const { zh, en } = WORDS;

const flat = (node: object, prefix = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

test('every language is one folder of the same files, and nothing else is', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.sort()).toEqual([...LANGUAGE_CODES].sort());
  const inside = (language: Language) => readdirSync(`${FOLDER}/${language}`, { recursive: true });
  for (const language of LANGUAGE_CODES)
    expect(inside(language).sort()).toEqual(inside('zh').sort());
});

test('both languages have the same keys', () => {
  expect(flat(en).map(([key]) => key)).toEqual(flat(zh).map(([key]) => key));
});

test('a text takes the same figures in both languages', () => {
  const english = new Map(flat(en));
  for (const [key, text] of flat(zh))
    expect([key, holes(english.get(key)!)]).toEqual([key, holes(text)]);
});

test('no text is empty but units that need none', () => {
  const empty = [...flat(zh), ...flat(en)]
    .filter(([, text]) => text.trim() === '')
    .map(([key]) => key);
  expect(new Set(empty)).toEqual(new Set(['console.unit.share', 'console.unit.count']));
});

test('Chinese texts use Chinese punctuation between Chinese characters', () => {
  const halves = flat(zh).filter(([, text]) => /[\u4e00-\u9fff][,:;?!]/.test(text));
  expect(halves).toEqual([]);
});

test('every code the server may send has its words', () => {
  const words = zh.console;
  expect(Object.keys(words.reason)).toEqual([...REASONS]);
  expect(Object.keys(words.reasonText)).toEqual([...REASONS]);
  for (const of of [words.signal, words.signalText, words.signalInnocent]) {
    expect(Object.keys(of)).toEqual([...SIGNALS]);
  }
  expect(Object.keys(words.mark)).toEqual([...MARKS]);
  expect(Object.keys(words.error)).toEqual(expect.arrayContaining(ERROR_CODES));
  expect(Object.keys(words.thing)).toEqual(expect.arrayContaining([...THINGS]));
  expect(Object.keys(words.standing)).toEqual(expect.arrayContaining([...OUTCOMES]));
  expect(Object.keys(words.gridType).sort()).toEqual([...GRID_TYPES].sort());
  expect(Object.keys(words.officerCategory).sort()).toEqual([...OFFICER_CATEGORIES].sort());
  expect(Object.keys(words.evaluation.why)).toEqual([...DAY_REASONS]);
  expect(Object.keys(words.evaluation.unranked)).toEqual([...UNRANKED]);
  expect(Object.keys(words.studies.state)).toEqual([...STUDY_STATES]);
  expect(Object.keys(zh.analysis.notes)).toEqual([...NOTE_CODES]);
});

test('an outcome and a signal have one name wherever they are told', () => {
  const named = (id: string) => DEFINITIONS.find((definition) => definition.id === id)!.name;
  expect(OUTCOMES.map((outcome) => zh.console.standing[outcome])).toEqual([
    '达标',
    '未达标',
    '可疑',
    '无法核验',
  ]);
  expect(named('daysSuspicious')).toEqual({ zh: '可疑人日', en: 'Days suspicious' });
  expect(named('completed')).toEqual({ zh: '达标的巡查', en: 'Patrols completed' });
  expect(named('signalVehicle')).toEqual({
    zh: `信号：${zh.console.signal.vehicle}`,
    en: 'Signal: vehicle speed',
  });
  const verdicts = (path: string) => readFileSync(path, 'utf8');
  const chinese = [`${FOLDER}/zh/help/verdicts.md`, 'README.zh-CN.md'].map(verdicts);
  for (const text of chinese)
    for (const outcome of OUTCOMES) expect(text).toContain(`**${zh.console.standing[outcome]}**`);
  const english = [`${FOLDER}/en/help/verdicts.md`, 'README.md'].map(verdicts);
  for (const text of english)
    for (const outcome of OUTCOMES)
      expect(text.toLowerCase()).toContain(`**${en.console.standing[outcome].toLowerCase()}**`);
});

test('every metric has a name and a formula in every language, with no hole left', () => {
  for (const { name, formula } of DEFINITIONS)
    for (const text of [...Object.values(name), ...Object.values(formula)]) {
      expect(text.trim()).not.toBe('');
      expect(holes(text)).toEqual([]);
    }
});

test('values stand where their names are; a name without a value stays as it is', () => {
  expect(interpolate('{{a}} of {{b}}, {{a}} again', { a: 0, b: 'x' })).toBe('0 of x, 0 again');
  expect(interpolate('{{a}} {{missing}} {a}', { a: '$&' })).toBe('$& {{missing}} {a}');
  expect(inEvery(({ console }) => console.standing.none)).toEqual({
    zh: '未巡查',
    en: 'No patrol',
  });
});

test('every help topic is written in both languages', () => {
  const topics = TOPICS.map((topic) => `${topic}.md`).sort();
  for (const language of LANGUAGE_CODES) {
    expect(readdirSync(`${FOLDER}/${language}/help`).sort()).toEqual(topics);
  }
});

/** Where Chinese may stand beside the dictionaries: names of languages, the title before a language is known, invented places and people,
 * and what is read of people's files. */
const OTHERWISE =
  /^(server\/contract\/words\/|client\/(handheld\/)?index\.html$|scripts\/(simulator|demo\/map)\/|server\/domain\/(reading|imports|area-import)\/)/;
const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;

test('no Chinese is said but from a dictionary', () => {
  const speaking = ['server', 'client', 'scripts']
    .flatMap(files)
    .filter((file) => /\.(tsx?|mjs|css|html)$/.test(file) && !OTHERWISE.test(file))
    .filter((file) => /[\u4e00-\u9fff]/.test(readFileSync(file, 'utf8').replace(COMMENTS, '')));
  expect(speaking).toEqual([]);
});

test.each([
  [null, 'zh-CN', 'zh'],
  [null, 'zh-Hant-TW', 'zh'],
  [null, 'de-DE', 'en'],
  ['en', 'zh-CN', 'en'],
  ['xx', 'zh-CN', 'zh'],
])('stored %s and browser %s give %s', (stored, browser, language) => {
  expect(firstLanguage(stored, browser)).toBe(language);
});

test('a code of a problem has one sentence: parts of the dictionary never say it twice', () => {
  const parts = [
    valueProblems,
    areaProblems,
    parserProblems,
    ruleProblems,
    actProblems,
    requestProblems,
    accessProblems,
    caseProblems,
    scoreProblems,
    fieldProblems,
  ];
  const codes = parts.flatMap((part) => Object.keys(part));
  expect(codes.filter((code, k) => codes.indexOf(code) !== k)).toEqual([]);
});
