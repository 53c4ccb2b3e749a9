import { useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import type { Account } from '../../server/contract/accounts/account.ts';
import { sessionQuery, signOut } from '../api/session.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './accounts.module.css';
import { PasswordForm } from './password-form.tsx';
import { SetUpFactor } from './second-factor.tsx';

/** What must be set before anything else is shown. */
export default function DuePage({ due }: { due: NonNullable<Account['due']> }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const goOn = () => client.invalidateQueries(sessionQuery);
  return (
    <main className={styles.due} data-testid={`due-${due}`}>
      <Segmented
        aria-label={t('account.language')}
        size="small"
        options={LANGUAGE_OPTIONS}
        value={language}
        onChange={changeLanguage}
      />
      <h1>{t(`accounts.due.${due}`)}</h1>
      <p>{t(`accounts.due.${due}About`)}</p>
      <div className={styles.form}>
        {due === 'password' ? <PasswordForm onDone={goOn} /> : <SetUpFactor onDone={goOn} />}
      </div>
      <Button type="link" onClick={() => void signOut()}>
        {t('account.signOut')}
      </Button>
    </main>
  );
}
