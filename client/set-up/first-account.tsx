import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { FirstAccount } from '../../server/contract/accounts/first-account.ts';
import { PASSWORD_MIN } from '../../server/contract/accounts/password.ts';
import { LEVELS } from '../../server/contract/areas/area.ts';
import { PRESET_PLACES, type PresetPlace } from '../../server/contract/norms/preset-places.ts';
import { makeFirstAccount } from '../../server/contract/routes/people/accounts.ts';
import { call } from '../api/call.ts';
import { queryClient } from '../api/query-client.ts';
import { RequestError } from '../api/request.ts';
import { sessionQuery, siteQuery } from '../api/session.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import styles from './page.module.css';

type Fields = Omit<FirstAccount, 'token'> & { preset: PresetPlace | '' };

/** The first page of an empty store: the place, and its first administrator. `token` is that of the address the server printed. */
export default function FirstAccountPage({ token }: { token: string }) {
  const { t, language } = useWords();
  const { data: site } = useQuery(siteQuery);
  const make = useMutation({
    mutationFn: ({ preset, place, ...fields }: Fields) => {
      const rules = preset === '' ? {} : { rules: { preset, language } };
      return call(makeFirstAccount, { body: { ...fields, token, place: { ...place, ...rules } } });
    },
    onSuccess: (account) => {
      // The token is used up; it goes out of the address too.
      window.history.replaceState(null, '', '/set-up');
      queryClient.setQueryData(sessionQuery.queryKey, account);
    },
  });
  const error = make.error instanceof RequestError ? make.error : null;
  const isSpent = site?.isEmpty === false || error?.code === 'wrong-credentials';
  const [isShown, setShown] = useState(false);
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <main className={styles.first} data-testid="first-account">
      <Segmented
        aria-label={t('account.language')}
        size="small"
        options={LANGUAGE_OPTIONS}
        value={language}
        onChange={changeLanguage}
      />
      <h1>{t('setUp.first.title')}</h1>
      {isSpent && (
        <Alert
          type="error"
          showIcon
          title={t('setUp.first.used')}
          action={<a href="/">{t('signIn.title')}</a>}
        />
      )}
      {site?.isEmpty !== false && (
        <>
          <p className={styles.about}>{t('setUp.first.about')}</p>
          <Form<Fields>
            layout="vertical"
            requiredMark={false}
            initialValues={{ preset: '', place: { level: 'district', timeZone: 'Asia/Shanghai' } }}
            onValuesChange={() => make.isError && make.reset()}
            onFinish={(fields) => make.mutate(fields)}
          >
            <Form.Item name={['place', 'name']} label={t('setUp.first.place')} rules={required}>
              <Input maxLength={200} placeholder={t('setUp.first.placeExample')} />
            </Form.Item>
            <Form.Item
              name={['place', 'code']}
              label={t('setUp.first.code')}
              extra={t('setUp.first.codeHint')}
              rules={required}
            >
              <Input maxLength={64} placeholder="331004" />
            </Form.Item>
            <Form.Item name={['place', 'level']} label={t('setUp.first.level')}>
              <Select
                options={LEVELS.filter((level) => level !== 'grid').map((value) => ({
                  value,
                  label: t(`evaluation.levels.${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item
              name={['place', 'timeZone']}
              label={t('setUp.first.timeZone')}
              rules={required}
            >
              <Input maxLength={64} />
            </Form.Item>
            <Form.Item
              name="preset"
              label={t('setUp.first.rules')}
              extra={t('setUp.first.rulesHint')}
            >
              <Select
                options={['' as const, ...PRESET_PLACES].map((value) => ({
                  value,
                  label: t(`setUp.first.preset.${value || 'none'}`),
                }))}
              />
            </Form.Item>
            <Form.Item name="name" label={t('signIn.name')} rules={required}>
              <Input maxLength={64} autoComplete="username" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('signIn.password')}
              extra={t('setUp.first.passwordHint', { least: PASSWORD_MIN })}
              rules={[...required, { min: PASSWORD_MIN }]}
            >
              <Input
                type={isShown ? 'text' : 'password'}
                maxLength={256}
                autoComplete="new-password"
                suffix={
                  <Button
                    size="small"
                    type="text"
                    aria-pressed={isShown}
                    onClick={() => setShown(!isShown)}
                  >
                    {t('signIn.show')}
                  </Button>
                }
              />
            </Form.Item>
            {error && !isSpent && <Refusal error={error} />}
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              loading={make.isPending}
              data-testid="make-first"
            >
              {t('setUp.first.make')}
            </Button>
          </Form>
        </>
      )}
    </main>
  );
}
