import { consoleWords } from '../i18n/dictionaries.ts';
import { addWords } from '../i18n/index.ts';
import { lazyPart } from '../shell/lazy-part.tsx';

/** The component library, and with it the words of all pages: fetched once there is a page to show, not by whoever has to sign in first. */
export const LazyLibrary = lazyPart(async () => {
  const [library] = await Promise.all([import('./library.tsx'), addWords(consoleWords)]);
  return library;
});
