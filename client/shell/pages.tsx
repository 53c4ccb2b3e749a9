import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { focusMain, goesByKey } from '../focus/focus.ts';
import { LazyLibrary } from '../library/lazy-library.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { lazyPiece } from './lazy-piece.tsx';

const AskPurpose = lazyPiece(() => import('./ask-purpose.tsx'));

/** Whoever follows a link of a page by the keyboard goes on at the beginning of the next one: the link is gone. */
function useFocusOnPage(): void {
  const { pathname } = useLocation();
  const seen = useRef(pathname);
  useEffect(() => {
    if (seen.current === pathname) return;
    seen.current = pathname;
    if (goesByKey() && document.activeElement === document.body) focusMain();
  }, [pathname]);
}

/** What all pages stand on: the component library, and the dialog that asks what a look is for. */
export const Pages = () => {
  useFocusOnPage();
  return (
    <Suspense fallback={<Waiting />}>
      <LazyLibrary>
        <AskPurpose />
        <Outlet />
      </LazyLibrary>
    </Suspense>
  );
};
