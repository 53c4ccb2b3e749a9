import type { Language } from '../../server/contract/words/languages.ts';
import type { Words } from '../../server/contract/words/words.ts';
import { createI18n } from '../i18n/create.ts';

const WORDS = import.meta.glob<Words['handheld']>(
  '../../server/contract/words/*/handheld/index.ts',
  { import: 'handheld' },
);

/** The handheld's words; Chinese where the phone wishes neither language. */
export const { start, change } = createI18n(
  (language: Language) => WORDS[`../../server/contract/words/${language}/handheld/index.ts`]!(),
  'zh',
);
