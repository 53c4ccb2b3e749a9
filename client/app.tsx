import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { LazyLibrary, withLibrary } from './library/lazy-library.tsx';
import { Failure } from './parts/failure.tsx';
import { Waiting } from './parts/waiting.tsx';
import { NotFetchedYet } from './shell/heals.tsx';
import { paintDocument } from './theme/css-variables.ts';
import { useShade } from './theme/preferences.ts';
import type { Shade } from './theme/tokens.ts';

/** In place of what could not be fetched: says so, and loads anew as soon as the server answers. */
const notFetched = () => ({ default: NotFetchedYet });

// Whoever has to sign in first fetches nothing of the console, and whoever is signed in no sign-in page.
const Console = lazy(() => {
  LazyLibrary.fetch();
  return import('./console.tsx').catch(notFetched);
});
const SignInPage = lazy(() => import('./sign-in/page.tsx').catch(notFetched));
const DuePage = lazy(() => withLibrary(() => import('./accounts/due-page.tsx')).catch(notFetched));
const CodeScreenPage = lazy(() =>
  withLibrary(() => import('./code-screen/page.tsx')).catch(notFetched),
);
const FirstAccountPage = lazy(() =>
  withLibrary(() => import('./set-up/first-account.tsx')).catch(notFetched),
);

const Gate = () => {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Waiting />;
  if (session.isLoadingError)
    return <Failure isPage error={session.error} retry={session.refetch} />;
  if (session.data?.due) return <DuePage due={session.data.due} />;
  const { hash, pathname } = window.location;
  // What hangs on a wall only looks: whoever wants more signs in.
  const isElsewhere = session.data?.isWall && pathname !== '/wall';
  if (session.data && !isElsewhere) return <Console />;
  return pathname === '/set-up' && hash.length > 1 ? (
    <FirstAccountPage token={hash.slice(1)} />
  ) : (
    <SignInPage />
  );
};

/** Paper is white: prints in the light theme whatever the screen shows. */
const usePaperShade = (shade: Shade): void =>
  useEffect(() => {
    const before = () => paintDocument('light');
    const after = () => paintDocument(shade);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [shade]);

const Painted = () => {
  const shade = useShade();
  useLayoutEffect(() => paintDocument(shade), [shade]);
  usePaperShade(shade);
  return (
    <Suspense fallback={<Waiting />}>
      {window.location.pathname === '/checkpoint-screen' ? <CodeScreenPage /> : <Gate />}
    </Suspense>
  );
};

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <Painted />
  </QueryClientProvider>
);
