import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { SignIn } from '../../server/contract/accounts/account.ts';
import { signIn } from '../../server/contract/routes/people/accounts.ts';
import { call } from '../api/call.ts';
import { queryClient } from '../api/query-client.ts';
import { asRequestError } from '../api/request.ts';
import { sessionQuery, siteQuery } from '../api/session.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTitle } from '../parts/use-title.ts';
import { Backdrop } from './backdrop.tsx';
import { ByProvider } from './by-provider.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import styles from './page.module.css';

const useSignIn = () =>
  useMutation({
    mutationFn: (body: SignIn) => call(signIn, { body }),
    onSuccess: (account) => queryClient.setQueryData(sessionQuery.queryKey, account),
  });

const POINTS = ['live', 'verdict', 'fair'] as const;

export const SignInPage = () => {
  const { t, language } = useWords();
  const site = useQuery(siteQuery);
  const attempt = useSignIn();
  useTitle(t('signIn.title'));
  const { code } = asRequestError(attempt.error);
  // Once asked for, the code is asked for until somebody is in.
  const [takesCode, setTakesCode] = useState(false);
  if (code === 'code-needed' && !takesCode) setTakesCode(true);
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
        <Segmented
          className={styles.language}
          size="small"
          options={LANGUAGE_OPTIONS}
          value={language}
          onChange={changeLanguage}
        />
        <div className={styles.form}>
          <h2>{t('signIn.title')}</h2>
          <Form<SignIn>
            layout="vertical"
            requiredMark={false}
            disabled={attempt.isPending}
            onFinish={(body) => attempt.mutate(body)}
          >
            <Form.Item
              label={t('signIn.name')}
              name="name"
              rules={[{ required: true, message: t('signIn.nameMissing') }]}
            >
              <Input size="large" autoComplete="username" autoFocus maxLength={64} />
            </Form.Item>
            <Form.Item
              label={t('signIn.password')}
              name="password"
              rules={[{ required: true, message: t('signIn.passwordMissing') }]}
            >
              <Input.Password size="large" autoComplete="current-password" maxLength={256} />
            </Form.Item>
            {takesCode && (
              <Form.Item
                label={t('signIn.code')}
                name="code"
                extra={t('signIn.codeHint')}
                rules={[{ required: true, message: t('signIn.codeMissing') }]}
              >
                <Input
                  size="large"
                  autoComplete="one-time-code"
                  autoFocus
                  maxLength={32}
                  data-testid="sign-in-code"
                />
              </Form.Item>
            )}
            {attempt.isError && code !== 'code-needed' && (
              <Alert className={styles.error} type="error" showIcon title={t(`error.${code}`)} />
            )}
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              block
              loading={attempt.isPending}
              data-testid="sign-in"
            >
              {t('signIn.submit')}
            </Button>
          </Form>
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
};
