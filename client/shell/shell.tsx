import { CompassOutlined, QuestionCircleOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useWords } from '../i18n/use-words.ts';
import { connectLive } from '../live/connect.ts';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { Clock } from './clock.tsx';
import { ConnectionBanner, ConnectionLight } from './connection.tsx';
import styles from './shell.module.css';

const PAGES = [
  { to: '/', key: 'nav.live', icon: <CompassOutlined aria-hidden /> },
  { to: '/patrols', key: 'nav.patrols', icon: <UnorderedListOutlined aria-hidden /> },
  { to: '/help', key: 'nav.help', icon: <QuestionCircleOutlined aria-hidden /> },
] as const;

/** The frame round every page once signed in: brand, pages, state of the stream, account. */
export const Shell = () => {
  const { t } = useWords();
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
          {PAGES.map(({ to, key, icon }) => (
            <NavLink key={to} to={to} end={to === '/'} className={styles.link}>
              {icon}
              <span>{t(key)}</span>
            </NavLink>
          ))}
        </nav>
        <div className={styles.right}>
          <ConnectionLight />
          <Clock />
          <AccountMenu />
        </div>
      </header>
      <ConnectionBanner retry={() => stream.current?.retry()} />
      <main className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
};
