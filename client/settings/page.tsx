import { HandheldStates } from '../handhelds/states.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Officers } from '../officers/officers.tsx';
import { Posts } from '../posts/posts.tsx';
import { ApiKeys } from './api-keys.tsx';
import { BringIn } from './bring-in.tsx';
import { CaseSettings } from './cases/case-settings.tsx';
import { Departments } from './cases/departments.tsx';
import { ForeignCategories } from './cases/foreign-categories.tsx';
import { Categories } from './categories/categories.tsx';
import { CheckpointCodes } from './checkpoint-codes.tsx';
import { Handhelds } from './handhelds/handhelds.tsx';
import { Holidays } from './holidays.tsx';
import styles from './page.module.css';
import { SetUp } from './set-up.tsx';
import { Thresholds } from './thresholds/thresholds.tsx';
import { Webhooks } from './webhooks/webhooks.tsx';

/** What is set up, and how other programs are told and let in; for administrators. */
export default function SettingsPage() {
  const { t } = useWords();
  return (
    <div className={styles.page}>
      <h1>{t('settings.title')}</h1>
      <SetUp />
      <BringIn />
      <Holidays />
      <Thresholds />
      <Categories />
      <CaseSettings />
      <Departments />
      <ForeignCategories />
      <Officers />
      <Posts />
      <section className={styles.section}>
        <header>
          <h2>{t('handhelds.title')}</h2>
          <p>{t('handhelds.about')}</p>
        </header>
        <HandheldStates />
      </section>
      <CheckpointCodes />
      <Handhelds />
      <Webhooks />
      <ApiKeys />
    </div>
  );
}
