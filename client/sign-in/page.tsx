import { useMutation, useQuery } from '@tanstack/react-query';
import type { SignIn } from '../../server/contract/accounts/account.ts';
import { signIn } from '../../server/contract/routes/people/accounts.ts';
import { call } from '../api/call.ts';
import { queryClient } from '../api/query-client.ts';
import { sessionOverQuery, sessionQuery, siteQuery } from '../api/session.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTitle } from '../parts/use-title.ts';
import { Choice } from '../plain/choice.tsx';
import { Backdrop } from './backdrop.tsx';
import { ByProvider } from './by-provider.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { SignInForm } from './form.tsx';
import styles from './page.module.css';

const useSignIn = () =>
  useMutation({
    mutationFn: (body: SignIn) => call(signIn, { body }),
    onSuccess: (account) => queryClient.setQueryData(sessionQuery.queryKey, account),
  });

const POINTS = ['live', 'verdict', 'fair'] as const;

export default function SignInPage() {
  const { t, language } = useWords();
  const site = useQuery(siteQuery);
  const over = useQuery(sessionOverQuery);
  const attempt = useSignIn();
  useTitle(t('signIn.title'));
  return (
    <div className={styles.page}>
      <section className={styles.story}>
        <Backdrop />
        <div className={styles.words}>
          <span className={styles.name}>
            <img src="/mark.svg" width="40" height="40" alt="" />
            {t('brand.full')}
          </span>
          <h1>{t('signIn.promise')}</h1>
          <ul>
            {POINTS.map((point) => (
              <li key={point}>{t(`signIn.points.${point}`)}</li>
            ))}
          </ul>
        </div>
        <p className={styles.line}>{t('brand.line')}</p>
      </section>
      <main className={styles.side}>
        <Choice
          className={styles.language}
          label={t('account.language')}
          options={LANGUAGE_OPTIONS}
          value={language}
          onChange={changeLanguage}
        />
        <div className={styles.form}>
          <h2>{t('signIn.title')}</h2>
          {over.data && (
            <p role="status" data-testid="session-over">
              {t(`signIn.over.${over.data}`)}
            </p>
          )}
          {site.data?.isEmpty ? (
            <p role="status" data-testid="nobody-yet">
              {t('signIn.nobody')}
            </p>
          ) : (
            <SignInForm busy={attempt.isPending} error={attempt.error} submit={attempt.mutate} />
          )}
          <ByProvider name={site.data?.provider?.name} />
          {site.data?.demo && (
            <DemoAccounts
              accounts={site.data.demo.accounts}
              busy={attempt.isPending}
              use={attempt.mutate}
            />
          )}
        </div>
        <small className={styles.version}>
          {site.data && t('account.version', { version: site.data.version })}
        </small>
      </main>
    </div>
  );
}
