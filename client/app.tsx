import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { ConfigProvider, App as Feedback } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { useWords } from './i18n/use-words.ts';
import { Failure } from './parts/failure.tsx';
import { CALM, useMedia } from './parts/use-media.ts';
import { Waiting } from './parts/waiting.tsx';
import { SignInPage } from './sign-in/page.tsx';
import { antdTheme } from './theme/antd-theme.ts';
import { paintDocument } from './theme/css-variables.ts';
import { useShade } from './theme/preferences.ts';
import { NONCE } from './theme/style-nonce.ts';
import type { Shade } from './theme/tokens.ts';

/** In place of what could not be fetched. */
const notFetched = (error: unknown) => ({
  default: () => <Failure error={error} retry={() => window.location.reload()} />,
});

// Neither is fetched by whoever has to sign in first.
const Console = lazy(() => import('./console.tsx').catch(notFetched));
const DuePage = lazy(() => import('./accounts/due-page.tsx').catch(notFetched));
const FirstAccountPage = lazy(() => import('./set-up/first-account.tsx').catch(notFetched));

/** Words of the component library and of dates, which come with them. */
const LOCALES = { zh: zhCN, en: enUS };
const DATES = { zh: 'zh-cn', en: 'en' };

const Gate = () => {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Waiting />;
  if (session.isError) return <Failure error={session.error} retry={session.refetch} />;
  if (session.data?.due) return <DuePage due={session.data.due} />;
  if (session.data) return <Console />;
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
  const isCalm = useMedia(CALM);
  const { language } = useWords();
  useLayoutEffect(() => paintDocument(shade), [shade]);
  usePaperShade(shade);
  dayjs.locale(DATES[language]);
  return (
    <ConfigProvider
      csp={{ nonce: NONCE }}
      locale={LOCALES[language]}
      theme={antdTheme(shade, isCalm)}
      button={{ autoInsertSpace: false }}
    >
      <Feedback component={false}>
        <Suspense fallback={<Waiting />}>
          <Gate />
        </Suspense>
      </Feedback>
    </ConfigProvider>
  );
};

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <Themed />
  </QueryClientProvider>
);
