import { DownOutlined, UserOutlined } from '@ant-design/icons-svg';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { Link } from 'react-router';
import { may } from '../../server/contract/access/capabilities.ts';
import { sessionQuery, signOut, siteQuery } from '../api/session.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../plain/button.tsx';
import { Choice } from '../plain/choice.tsx';
import { Icon } from '../plain/icon.tsx';
import { type ShadeChoice, usePreferences } from '../theme/preferences.ts';
import styles from './shell.module.css';

/** Pages beside those of the navigation, whose they are. */
const PAGES = [
  { to: '/wall', key: 'wall' },
  { to: '/account', key: 'own' },
  { to: '/accounts', key: 'all', needs: 'manage-accounts' },
  { to: '/audit', key: 'audit', needs: 'audit' },
] as const;

const SHADES: readonly ShadeChoice[] = ['light', 'dark', 'system'];

const Card = ({ close }: { close: () => void }) => {
  const { t, language } = useWords();
  const { data: account } = useQuery(sessionQuery);
  const { data: site } = useQuery(siteQuery);
  const { choice, choose } = usePreferences();
  if (!account) return null;
  return (
    <>
      <div>
        <strong>{account.name}</strong>
        <span>
          {t(`account.role.${account.role}`)} · {account.areaName}
        </span>
      </div>
      <nav className={styles.accountPages} aria-label={t('account.menu')}>
        {PAGES.filter((one) => !('needs' in one) || may(account.role, one.needs)).map(
          ({ to, key }) => (
            <Link key={to} to={to} onClick={close}>
              {t(`account.pages.${key}`)}
            </Link>
          ),
        )}
      </nav>
      <div>
        <span>{t('account.language')}</span>
        <Choice
          label={t('account.language')}
          options={LANGUAGE_OPTIONS}
          value={language}
          onChange={changeLanguage}
        />
      </div>
      <div>
        <span>{t('account.theme')}</span>
        <Choice
          label={t('account.theme')}
          options={SHADES.map((value) => ({ value, label: t(`account.${value}`) }))}
          value={choice}
          onChange={choose}
        />
      </div>
      <Button onClick={() => void signOut()} data-testid="sign-out">
        {t('account.signOut')}
      </Button>
      {site && <small>Xunji · {t('account.version', { version: site.version })}</small>}
    </>
  );
};

export const AccountMenu = () => {
  const { t } = useWords();
  const { data: account } = useQuery(sessionQuery);
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        type="button"
        className={styles.accountButton}
        popoverTarget={id}
        aria-label={`${account?.name ?? ''} ${t('account.menu')}`}
        data-testid="account-menu"
      >
        <Icon of={UserOutlined} />
        <span className={styles.accountName}>{account?.name}</span>
        <Icon of={DownOutlined} />
      </button>
      <div ref={card} id={id} popover="auto" className={styles.account}>
        <Card close={() => card.current?.hidePopover()} />
      </div>
    </>
  );
};
