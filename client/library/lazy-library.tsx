import type { ComponentType } from 'react';
import { consoleWords } from '../i18n/dictionaries.ts';
import { addWords } from '../i18n/index.ts';
import { type Load, lazyPart } from '../shell/lazy-part.tsx';

const load = async () => {
  const [library] = await Promise.all([import('./library.tsx'), addWords(consoleWords)]);
  return library;
};

/** The component library, and with it the words of all pages: fetched once there is a page to show, not by whoever has to sign in first. */
export const LazyLibrary = lazyPart(load);

/** A part that stands outside all pages, with the library and the words it needs as pages do; for `lazy`. */
export const withLibrary = async <P extends object>(loadPart: Load<P>) => {
  const [{ default: Library }, { default: Part }] = await Promise.all([load(), loadPart()]);
  const Within: ComponentType<P> = (props) => (
    <Library>
      <Part {...props} />
    </Library>
  );
  return { default: Within };
};
