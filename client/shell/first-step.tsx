import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Setup } from '../../server/contract/people/setup.ts';
import { areasQuery } from '../api/areas.ts';
import { setupQuery } from '../api/people.ts';
import { useMay } from '../api/use-may.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../plain/button.tsx';
import styles from './shell.module.css';

/** What is brought in before anything can be watched, in this order. */
const STEPS = ['grids', 'officers', 'handhelds'] as const;

/** How often it is asked whether the first handheld was heard, ms. */
const POLL_MS = 5_000;

const isWaiting = (setup: Setup | undefined) =>
  setup !== undefined && STEPS.every((step) => setup[step] > 0) && setup.heard === 0;

/**
 * While there is nothing to watch: what is missing first, and where it is said how to bring it in. Once nothing is missing, the live map
 * waits for the first handheld and says so when it is heard.
 */
export default function FirstStep() {
  const { t } = useWords();
  const mayProvision = useMay('provision');
  const { pathname } = useLocation();
  const isOnMap = pathname === '/';
  const { data: areas } = useQuery(areasQuery);
  const { data: setup } = useQuery({
    ...setupQuery,
    enabled: mayProvision,
    refetchInterval: ({ state }) => isOnMap && isWaiting(state.data) && POLL_MS,
  });
  const waited = useRef(false);
  const [isSeen, setSeen] = useState(false);
  waited.current ||= isWaiting(setup);
  const missing = setup
    ? STEPS.find((step) => setup[step] === 0)
    : areas && !areas.some(({ level }) => level === 'grid')
      ? 'grids'
      : undefined;
  // Set-up says itself what is missing.
  if (pathname.startsWith('/set-up')) return null;
  if (missing)
    return (
      <div className={`${styles.banner} ${styles.step}`} role="status" data-testid="first-step">
        <span>{t(`setup.first.${missing}`)}</span>
        {mayProvision ? (
          <Link to="/set-up">{t('setup.how')}</Link>
        ) : (
          <span>{t('setup.askAdministrator')}</span>
        )}
      </div>
    );
  if (!setup || !isOnMap || !waited.current || isSeen) return null;
  return (
    <div className={`${styles.banner} ${styles.step}`} role="status" data-testid="first-heard">
      <span>{setup.heard > 0 ? t('setUp.heard', { count: setup.heard }) : t('setUp.waits')}</span>
      {setup.heard > 0 ? (
        <Button size="small" primary onClick={() => setSeen(true)}>
          {t('setUp.start')}
        </Button>
      ) : (
        <Link to="/set-up">{t('setUp.goOn')}</Link>
      )}
    </div>
  );
}
