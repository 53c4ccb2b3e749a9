import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Popover, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { may } from '../../server/contract/access/capabilities.ts';
import { sessionQuery, signOut, siteQuery } from '../api/session.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import { type ShadeChoice, usePreferences } from '../theme/preferences.ts';
import styles from './shell.module.css';

/** Pages about accounts, whose they are. */
const PAGES = [
  { to: '/account', key: 'accounts.own.title' },
  { to: '/accounts', key: 'accounts.title', needs: 'manage-accounts' },
  { to: '/audit', key: 'audit.title', needs: 'audit' },
] as const;

const Card = ({ close }: { close: () => void }) => {
  const { t, language } = useWords();
  const { data: account } = useQuery(sessionQuery);
  const { data: site } = useQuery(siteQuery);
  const { choice, choose } = usePreferences();
  const shades: { value: ShadeChoice; label: string }[] = [
    { value: 'light', label: t('account.light') },
    { value: 'dark', label: t('account.dark') },
    { value: 'system', label: t('account.system') },
  ];
  if (!account) return null;
  return (
    <div className={styles.account}>
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
              {t(key)}
            </Link>
          ),
        )}
      </nav>
      <div>
        <span>{t('account.language')}</span>
        <Segmented block options={LANGUAGE_OPTIONS} value={language} onChange={changeLanguage} />
      </div>
      <div>
        <span>{t('account.theme')}</span>
        <Segmented block options={shades} value={choice} onChange={choose} />
      </div>
      <Button block onClick={() => void signOut()} data-testid="sign-out">
        {t('account.signOut')}
      </Button>
      {site && <small>Xunji · {t('account.version', { version: site.version })}</small>}
    </div>
  );
};

export const AccountMenu = () => {
  const { t } = useWords();
  const { data: account } = useQuery(sessionQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      content={<Card close={() => setOpen(false)} />}
      trigger="click"
      placement="bottomRight"
      arrow={false}
    >
      <Button
        type="text"
        icon={<UserOutlined />}
        aria-label={`${account?.name ?? ''} ${t('account.menu')}`}
        data-testid="account-menu"
      >
        <span className={styles.accountName}>{account?.name}</span>
        <DownOutlined className={styles.caret} />
      </Button>
    </Popover>
  );
};
