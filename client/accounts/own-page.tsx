import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { sessionQuery } from '../api/session.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import page from '../settings/page.module.css';
import styles from './accounts.module.css';
import { ownAccountQuery } from './api.ts';
import { PasswordForm } from './password-form.tsx';
import { DropFactor, SetUpFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';

/** The own account: what proves it, and where it is signed in. */
export default function OwnAccountPage() {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { data: account } = useQuery(sessionQuery);
  const { data: own, error, isLoadingError, refetch } = useQuery(ownAccountQuery);
  const looksAgain = (said: string) => {
    message.success(said);
    void client.invalidateQueries({ queryKey: ['sessions'] });
    return refetch();
  };
  if (!account) return null;
  return (
    <div className={`${page.page} ${styles.own}`}>
      <h1>{t('account.pages.own')}</h1>
      <section className={page.section}>
        <header>
          <h2>{account.name}</h2>
          <p>
            {t(`account.role.${account.role}`)} · {account.areaName}
            {own?.lastSignInAt &&
              ` · ${t('accounts.own.lastSignIn', { at: formatAt(own.lastSignInAt, timeZone, 'YYYY-MM-DD HH:mm') })}`}
          </p>
        </header>
        {own?.provider && <p>{t('accounts.own.provider')}</p>}
      </section>
      {isLoadingError ? (
        <Failure error={error} retry={refetch} />
      ) : own === undefined ? (
        <ListSkeleton />
      ) : (
        !own.provider && (
          <>
            <section className={page.section} data-testid="own-password">
              <h2>{t('accounts.own.password')}</h2>
              <div className={styles.form}>
                <PasswordForm onDone={() => looksAgain(t('accounts.own.passwordChanged'))} />
              </div>
            </section>
            <section className={page.section} data-testid="own-factor">
              <header>
                <h2>{t('accounts.factor.title')}</h2>
                <p>
                  {t('accounts.factor.about')}{' '}
                  {own.secondFactor
                    ? t('accounts.factor.on', { count: own.recoveryCodes })
                    : t('accounts.factor.off')}{' '}
                  {own.secondFactorNeeded && t('accounts.factor.needed')}
                </p>
              </header>
              {!own.secondFactor ? (
                <SetUpFactor onDone={refetch} />
              ) : (
                !own.secondFactorNeeded && (
                  <DropFactor onDone={() => looksAgain(t('accounts.factor.turnedOff'))} />
                )
              )}
            </section>
          </>
        )
      )}
      <section className={page.section}>
        <header>
          <h2>{t('accounts.own.sessions')}</h2>
          <p>{t('accounts.own.sessionsAbout')}</p>
        </header>
        <Sessions of="own" />
      </section>
    </div>
  );
}
