import { Select, Tabs } from 'antd';
import { useState } from 'react';
import { IMPORT_KINDS } from '../../server/contract/imports/import.ts';
import { useWords } from '../i18n/use-words.ts';
import { ImportAreas } from '../imports/import-areas.tsx';
import { ImportTable } from '../imports/import-table.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import styles from './page.module.css';

const KINDS = ['areas', ...IMPORT_KINDS] as const;
type Kind = (typeof KINDS)[number];

/** Areas, people and things from files, later too: what is on record is given out, edited and brought in again. */
export const BringIn = () => {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const [kind, setKind] = useState<Kind>('areas');
  return (
    <section className={styles.section} data-testid="settings-imports">
      <header>
        <h2>{t('imports.title')}</h2>
        <p>{t('imports.about')}</p>
      </header>
      {isPhone ? (
        <Select<Kind>
          className={styles.kind!}
          aria-label={t('imports.title')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: t(`imports.kind.${value}`) }))}
        />
      ) : (
        <Tabs
          activeKey={kind}
          onChange={(key) => setKind(key as Kind)}
          items={KINDS.map((key) => ({ key, label: t(`imports.kind.${key}`) }))}
        />
      )}
      {kind === 'areas' ? <ImportAreas /> : <ImportTable key={kind} kind={kind} />}
    </section>
  );
};
