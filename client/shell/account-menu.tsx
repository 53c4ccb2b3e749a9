import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Popover, Segmented } from 'antd';
import { signOut as signOutRoute } from '../../server/contract/routes/people/accounts.ts';
import { call } from '../api/call.ts';
import { queryClient } from '../api/query-client.ts';
import { sessionQuery, siteQuery } from '../api/session.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import { type ShadeChoice, usePreferences } from '../theme/preferences.ts';
import styles from './shell.module.css';

const signOut = async (): Promise<void> => {
  await call(signOutRoute).catch(() => undefined);
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, null);
};

const Card = () => {
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
  return (
    <Popover content={<Card />} trigger="click" placement="bottomRight" arrow={false}>
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
