import { useWords } from '../i18n/use-words.ts';
import { ApiKeys } from './api-keys.tsx';
import { Handhelds } from './handhelds/handhelds.tsx';
import styles from './page.module.css';
import { SetUp } from './set-up.tsx';
import { Webhooks } from './webhooks.tsx';

/** What is set up, and how other programs are told and let in; for administrators. */
export default function SettingsPage() {
  const { t } = useWords();
  return (
    <div className={styles.page}>
      <h1>{t('settings.title')}</h1>
      <SetUp />
      <Handhelds />
      <Webhooks />
      <ApiKeys />
    </div>
  );
}
