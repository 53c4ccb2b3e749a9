import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { NavLink, Outlet } from 'react-router';
import { type Capability, may } from '../../server/contract/access/capabilities.ts';
import { sessionQuery } from '../api/session.ts';
import { focusMain, MAIN } from '../focus/focus.ts';
import { useWords } from '../i18n/use-words.ts';
import { withLibrary } from '../library/lazy-library.tsx';
import { SearchBox } from '../search/search-box.tsx';
import { RaisedCount } from '../warnings/raised-count.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { Clock } from './clock.tsx';
import { ConnectionBanner, ConnectionLight } from './connection.tsx';
import { NewBuildBanner } from './new-build.tsx';
import type { PageKey } from './page-icon.tsx';
import styles from './shell.module.css';
import { watchTyped } from './typed.ts';
import { useHelpKey } from './use-help-key.ts';
import { useIdleSignOut } from './use-idle.ts';
import { useStream } from './use-stream.ts';

// Where these do not come, the page still does.
const nothing = () => ({ default: () => null });
const PageIcon = lazy<ComponentType<{ of: PageKey }>>(() =>
  import('./page-icon.tsx').catch(nothing),
);
// Nothing of them is on most screens.
const FirstStep = lazy(() => import('./first-step.tsx').catch(nothing));
const TourOffer = lazy(() => withLibrary(() => import('../help/tour/offer.tsx')).catch(nothing));

interface Page {
  to: string;
  /** Names it among the words and the icons. */
  key: PageKey;
  /** Only for those who may; for everyone when left out. */
  needs?: Capability;
  badge?: ReactNode;
}

const PAGES: readonly Page[] = [
  { to: '/', key: 'live' },
  { to: '/patrols', key: 'patrols' },
  { to: '/coverage', key: 'coverage' },
  { to: '/incidents', key: 'incidents' },
  { to: '/cases', key: 'cases' },
  { to: '/evaluation', key: 'evaluation' },
  { to: '/reports', key: 'reports' },
  {
    to: '/warnings',
    key: 'warnings',
    badge: <RaisedCount />,
  },
  {
    to: '/studies',
    key: 'studies',
  },
  {
    to: '/settings',
    key: 'settings',
    needs: 'connect-programs',
  },
  { to: '/help', key: 'help' },
];

/** The frame round every page once signed in: brand, pages, state of the stream, account. */
export const Shell = () => {
  const { t } = useWords();
  useIdleSignOut();
  useHelpKey();
  useEffect(() => watchTyped(), []);
  const role = useQuery(sessionQuery).data?.role;
  const retry = useStream();
  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href={`#${MAIN}`}
        onClick={(event) => {
          // The address keeps what it says of the page.
          event.preventDefault();
          focusMain();
        }}
      >
        {t('nav.skip')}
      </a>
      <header className={styles.bar}>
        <Brand />
        <nav className={styles.nav} aria-label={t('nav.main')}>
          {PAGES.filter(({ needs }) => !needs || (role && may(role, needs))).map(
            ({ to, key, badge }) => (
              <NavLink key={to} to={to} end={to === '/'} className={styles.link}>
                {/* Room is kept for it until it comes. */}
                <Suspense fallback={<svg />}>
                  <PageIcon of={key} />
                </Suspense>
                <span>{t(`nav.${key}`)}</span>
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
      <ConnectionBanner retry={retry} />
      <NewBuildBanner />
      <Suspense>
        <FirstStep />
      </Suspense>
      <Suspense>
        <TourOffer />
      </Suspense>
      <main id={MAIN} className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
};
