import i18next from 'i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createI18n } from '../../../client/i18n/create.ts';
import type { Language } from '../../../server/contract/words/languages.ts';

/** Words that come when a test lets them: one of a part, in every language. */
function comingWords(key: string) {
  const come = new Map<Language, () => void>();
  const wordsOf = (language: Language) =>
    new Promise<object>((resolve) => {
      come.set(language, () => resolve({ [key]: `${key} ${language}` }));
    });
  return { wordsOf, come: (language: Language) => come.get(language)?.() };
}

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => 'zh', setItem: () => {} });
  vi.stubGlobal('navigator', { language: 'zh-CN' });
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('window', { addEventListener: () => {} });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function started() {
  const entry = comingWords('entry');
  const i18n = createI18n(entry.wordsOf);
  const starting = i18n.start();
  entry.come('zh');
  await starting;
  return { entry, i18n };
}

test('words that are added while another language comes are there in both', async () => {
  const { entry, i18n } = await started();
  const pages = comingWords('pages');
  const changing = i18n.change('en');
  const adding = i18n.add(pages.wordsOf);
  for (const language of ['zh', 'en'] as const) pages.come(language);
  await adding;
  expect(i18next.t('pages')).toBe('pages zh');
  entry.come('en');
  await changing;
  expect(i18next.t('pages')).toBe('pages en');
});

test('the language chosen last is spoken, though the words of the one before come later', async () => {
  const { entry, i18n } = await started();
  const [first, second] = [i18n.change('en'), i18n.change('zh')];
  entry.come('zh');
  await second;
  entry.come('en');
  await first;
  expect(i18next.language).toBe('zh');
});
