import { Tabs } from 'antd';
import { IMPORT_KINDS } from '../../server/contract/imports/import.ts';
import { useWords } from '../i18n/use-words.ts';
import { ImportAreas } from '../imports/import-areas.tsx';
import { ImportTable } from '../imports/import-table.tsx';
import styles from './page.module.css';

/** Areas, people and things from files, later too: what is on record is given out, edited and brought in again. */
export const BringIn = () => {
  const { t } = useWords();
  return (
    <section className={styles.section} data-testid="settings-imports">
      <header>
        <h2>{t('imports.title')}</h2>
        <p>{t('imports.about')}</p>
      </header>
      <Tabs
        destroyOnHidden
        items={[
          { key: 'areas', label: t('imports.kind.areas'), children: <ImportAreas /> },
          ...IMPORT_KINDS.map((kind) => ({
            key: kind,
            label: t(`imports.kind.${kind}`),
            children: <ImportTable kind={kind} />,
          })),
        ]}
      />
    </section>
  );
};
