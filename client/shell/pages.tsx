import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { LazyLibrary } from '../library/lazy-library.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { lazyPart } from './lazy-part.tsx';

const AskPurpose = lazyPart(() => import('./ask-purpose.tsx'));

/** What all pages stand on: the component library, and the dialog that asks what a look is for. */
export const Pages = () => (
  <Suspense fallback={<Waiting />}>
    <LazyLibrary>
      <AskPurpose />
      <Outlet />
    </LazyLibrary>
  </Suspense>
);
