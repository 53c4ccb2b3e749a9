import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { ConfigProvider, App as Feedback } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import dayjs from 'dayjs';
import type { Capability } from '../server/contract/access/capabilities.ts';
import 'dayjs/locale/zh-cn.js';
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { DuePage } from './accounts/due-page.tsx';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { useWords } from './i18n/use-words.ts';
import { Broken } from './parts/broken.tsx';
import { Failure } from './parts/failure.tsx';
import { NotFound } from './parts/not-found.tsx';
import { OnlyFor } from './parts/only-for.tsx';
import { Waiting } from './parts/waiting.tsx';
import { FirstAccountPage } from './set-up/first-account.tsx';
import { Shell } from './shell/shell.tsx';
import { SignInPage } from './sign-in/page.tsx';
import { antdTheme } from './theme/antd-theme.ts';
import { paintDocument } from './theme/css-variables.ts';
import { useShade } from './theme/preferences.ts';
import { NONCE } from './theme/style-nonce.ts';
import type { Shade } from './theme/tokens.ts';

const LivePage = lazy(() => import('./live/page.tsx'));
const PatrolsPage = lazy(() => import('./patrols/page.tsx'));
const EvidencePage = lazy(() => import('./evidence/page.tsx'));
const RecordPage = lazy(() => import('./record/page.tsx'));
const StudiesPage = lazy(() => import('./studies/page.tsx'));
const EvaluationPage = lazy(() => import('./evaluation/page.tsx'));
const WarningsPage = lazy(() => import('./warnings/page.tsx'));
const SettingsPage = lazy(() => import('./settings/page.tsx'));
const AccountsPage = lazy(() => import('./accounts/page.tsx'));
const AuditPage = lazy(() => import('./audit/page.tsx'));
const OwnAccountPage = lazy(() => import('./accounts/own-page.tsx'));
const SetUpPage = lazy(() => import('./set-up/page.tsx'));
const HelpPage = lazy(() => import('./help/page.tsx'));

const page = (element: ReactNode, needs?: Capability) => (
  <OnlyFor needs={needs}>
    <Suspense fallback={<Waiting />}>{element}</Suspense>
  </OnlyFor>
);

const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      {
        // Within the shell: a page that breaks takes nothing else with it.
        errorElement: <Broken />,
        children: [
          { index: true, element: page(<LivePage />) },
          { path: 'patrols', element: page(<PatrolsPage />) },
          { path: 'officers/:officerId/patrols/:patrolId', element: page(<EvidencePage />) },
          { path: 'officers/:officerId/record', element: page(<RecordPage />) },
          { path: 'warnings/:warningId?', element: page(<WarningsPage />) },
          { path: 'studies/:studyId?', element: page(<StudiesPage />) },
          { path: 'evaluation/:tab?', element: page(<EvaluationPage />) },
          { path: 'settings', element: page(<SettingsPage />, 'connect-programs') },
          { path: 'account', element: page(<OwnAccountPage />) },
          { path: 'audit', element: page(<AuditPage />, 'audit') },
          { path: 'accounts', element: page(<AccountsPage />, 'manage-accounts') },
          { path: 'set-up/:step?', element: page(<SetUpPage />, 'provision') },
          { path: 'help/:topic?', element: page(<HelpPage />) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);

/** Words of the component library and of dates, which come with them. */
const LOCALES = { zh: zhCN, en: enUS };
const DATES = { zh: 'zh-cn', en: 'en' };

const Gate = () => {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Waiting />;
  if (session.isError) return <Failure error={session.error} retry={session.refetch} />;
  if (session.data?.due) return <DuePage due={session.data.due} />;
  if (session.data) return <RouterProvider router={router} />;
  const { hash, pathname } = window.location;
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

const Themed = () => {
  const shade = useShade();
  const { language } = useWords();
  useLayoutEffect(() => paintDocument(shade), [shade]);
  usePaperShade(shade);
  dayjs.locale(DATES[language]);
  return (
    <ConfigProvider
      csp={{ nonce: NONCE }}
      locale={LOCALES[language]}
      theme={antdTheme(shade)}
      button={{ autoInsertSpace: false }}
    >
      <Feedback component={false}>
        <Gate />
      </Feedback>
    </ConfigProvider>
  );
};

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <Themed />
  </QueryClientProvider>
);
