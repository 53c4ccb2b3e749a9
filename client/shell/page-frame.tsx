import { type ReactNode, Suspense } from 'react';
import type { Capability } from '../../server/contract/access/capabilities.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTitle } from '../parts/use-title.ts';
import { Waiting } from '../parts/waiting.tsx';
import { OnlyFor } from './only-for.tsx';

interface PageFrameProps {
  /** Key of its title; left out where the page names itself by what it holds. */
  title?: string;
  needs?: Capability;
  children: ReactNode;
}

/** What every page has: a title, whose it is, and what stands there until it has come. */
export const PageFrame = ({ title, needs, children }: PageFrameProps) => {
  const { t } = useWords();
  useTitle(title === undefined ? null : t(title));
  return (
    <OnlyFor isPage needs={needs}>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </OnlyFor>
  );
};
