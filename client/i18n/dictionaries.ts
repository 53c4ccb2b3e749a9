import type { Language } from '../../server/contract/words/languages.ts';
import type { Words } from '../../server/contract/words/words.ts';

const FOLDER = '../../server/contract/words';
const ENTRY = import.meta.glob<Pick<Words['console'], 'signIn' | 'nav' | 'error'>>(
  '../../server/contract/words/*/console/entry.ts',
  { import: 'entry' },
);
const CONSOLE = import.meta.glob<Words['console']>(
  '../../server/contract/words/*/console/index.ts',
  { import: 'words' },
);
const ANALYSIS = import.meta.glob<Words['analysis']>(
  '../../server/contract/words/*/analysis/index.ts',
  { import: 'analysis' },
);

/** What is said in a language before a page has come: a chunk of its own, fetched once. */
export const entryWords = (language: Language) =>
  ENTRY[`${FOLDER}/${language}/console/entry.ts`]!();

/** All that the console says in a language. */
export const consoleWords = (language: Language) =>
  CONSOLE[`${FOLDER}/${language}/console/index.ts`]!();

/** What methods of analysis say in a language, for the studies alone. */
export const analysisWords = (language: Language) =>
  ANALYSIS[`${FOLDER}/${language}/analysis/index.ts`]!();
