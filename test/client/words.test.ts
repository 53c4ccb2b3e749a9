import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TOPICS } from '../../client/help/topics.ts';
import { en } from '../../client/i18n/en.ts';
import { firstLanguage } from '../../client/i18n/index.ts';
import { zh } from '../../client/i18n/zh.ts';
import { ERROR_CODES } from '../../server/contract/error.ts';
import { MARKS } from '../../server/contract/fixes/fix.ts';
import { REASONS, SIGNALS } from '../../server/contract/patrols/verdict.ts';

const flat = (node: object, prefix = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

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
  expect(new Set(empty)).toEqual(new Set(['unit.share', 'unit.count']));
});

test('Chinese texts use Chinese punctuation between Chinese characters', () => {
  const halves = flat(zh).filter(([, text]) => /[\u4e00-\u9fff][,:;?!]/.test(text));
  expect(halves).toEqual([]);
});

test('every code the server may send has its words', () => {
  expect(Object.keys(zh.reason)).toEqual([...REASONS]);
  expect(Object.keys(zh.reasonText)).toEqual([...REASONS]);
  for (const words of [zh.signal, zh.signalText, zh.signalInnocent]) {
    expect(Object.keys(words)).toEqual([...SIGNALS]);
  }
  expect(Object.keys(zh.mark)).toEqual([...MARKS]);
  expect(Object.keys(zh.error)).toEqual(expect.arrayContaining(ERROR_CODES));
});

test('every help topic is written in both languages', () => {
  const files = TOPICS.map((topic) => `${topic}.md`).sort();
  for (const language of ['zh', 'en']) {
    expect(readdirSync(`client/help/${language}`).sort()).toEqual(files);
  }
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
