import { useWords } from '../i18n/use-words.ts';
import { ApiKeys } from './api-keys.tsx';
import styles from './page.module.css';
import { Webhooks } from './webhooks.tsx';

/** How other programs are told and let in; for administrators. */
export default function SettingsPage() {
  const { t } = useWords();
  return (
    <div className={styles.page}>
      <h1>{t('settings.title')}</h1>
      <Webhooks />
      <ApiKeys />
    </div>
  );
}
