import {
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  CompassOutlined,
  ExperimentOutlined,
  FileTextOutlined,
  PushpinOutlined,
  QuestionCircleOutlined,
  SettingOutlined,
  UnorderedListOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { NavLink, Outlet } from 'react-router';
import { type Capability, may } from '../../server/contract/access/capabilities.ts';
import { sessionQuery } from '../api/session.ts';
import { TourOffer } from '../help/tour/offer.tsx';
import { useWords } from '../i18n/use-words.ts';
import { connectLive } from '../live/stream/connect.ts';
import { SearchBox } from '../search/search-box.tsx';
import { RaisedCount } from '../warnings/raised-count.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { Clock } from './clock.tsx';
import { ConnectionBanner, ConnectionLight } from './connection.tsx';
import { FirstStep } from './first-step.tsx';
import { NewBuildBanner } from './new-build.tsx';
import styles from './shell.module.css';
import { useAskPurpose } from './use-ask-purpose.tsx';
import { useIdleSignOut } from './use-idle.ts';

interface Page {
  to: string;
  key: string;
  icon: ReactNode;
  /** Only for those who may; for everyone when left out. */
  needs?: Capability;
  badge?: ReactNode;
}

const PAGES: readonly Page[] = [
  { to: '/', key: 'nav.live', icon: <CompassOutlined aria-hidden /> },
  { to: '/patrols', key: 'nav.patrols', icon: <UnorderedListOutlined aria-hidden /> },
  { to: '/coverage', key: 'nav.coverage', icon: <AppstoreOutlined aria-hidden /> },
  { to: '/incidents', key: 'nav.incidents', icon: <PushpinOutlined aria-hidden /> },
  { to: '/cases', key: 'nav.cases', icon: <AuditOutlined aria-hidden /> },
  { to: '/evaluation', key: 'nav.evaluation', icon: <BarChartOutlined aria-hidden /> },
  { to: '/reports', key: 'nav.reports', icon: <FileTextOutlined aria-hidden /> },
  {
    to: '/warnings',
    key: 'nav.warnings',
    icon: <WarningOutlined aria-hidden />,
    badge: <RaisedCount />,
  },
  {
    to: '/studies',
    key: 'nav.studies',
    icon: <ExperimentOutlined aria-hidden />,
  },
  {
    to: '/settings',
    key: 'nav.settings',
    icon: <SettingOutlined aria-hidden />,
    needs: 'connect-programs',
  },
  { to: '/help', key: 'nav.help', icon: <QuestionCircleOutlined aria-hidden /> },
];

/** The frame round every page once signed in: brand, pages, state of the stream, account. */
export const Shell = () => {
  const { t } = useWords();
  useAskPurpose();
  useIdleSignOut();
  const role = useQuery(sessionQuery).data?.role;
  const stream = useRef<ReturnType<typeof connectLive>>(null);
  useEffect(() => {
    stream.current = connectLive();
    return () => stream.current?.close();
  }, []);
  return (
    <div className={styles.shell}>
      <header className={styles.bar}>
        <Brand />
        <nav className={styles.nav} aria-label={t('nav.main')}>
          {PAGES.filter(({ needs }) => !needs || (role && may(role, needs))).map(
            ({ to, key, icon, badge }) => (
              <NavLink key={to} to={to} end={to === '/'} className={styles.link}>
                {icon}
                <span>{t(key)}</span>
                {badge}
              </NavLink>
            ),
          )}
        </nav>
        <div className={styles.right}>
          <SearchBox />
          <ConnectionLight />
          <Clock />
          <AccountMenu />
        </div>
      </header>
      <ConnectionBanner retry={() => stream.current?.retry()} />
      <NewBuildBanner />
      <FirstStep />
      <TourOffer />
      <main className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
};
