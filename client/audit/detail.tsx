import { Button } from 'antd';
import type { AccessEntry } from '../../server/contract/access/access-log.ts';
import { useMay } from '../api/use-may.ts';
import { Ask } from '../focus/ask.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';
import { takeBack } from './api.ts';
import styles from './audit.module.css';

interface Detail {
  changed?: {
    thing: string;
    key: string;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  }[];
  [part: string]: unknown;
}

/** What is kept of an act is put back after a question, in all that it changed. */
const TakeBack = ({ id }: { id: number }) => {
  const { t } = useWords();
  // What was put back is shown in many places.
  const act = useAct(['audit', 'holidays', 'categories', 'departments', 'foreign-categories']);
  return (
    <p>
      <Ask
        title={t('audit.takeBackAsk')}
        okText={t('audit.takeBack')}
        cancelText={t('settings.cancel')}
        onConfirm={() => act.mutate(() => takeBack(id))}
      >
        <Button size="small" loading={act.isPending} data-testid="take-back">
          {t('audit.takeBack')}
        </Button>
      </Ask>
    </p>
  );
};

const told = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

/** What an act changed, before and after, and what was asked for, word by word. */
export const EntryDetail = ({ entry }: { entry: AccessEntry }) => {
  const { t } = useWords();
  const mayPut = useMay('provision');
  if (entry.detail === null) return <p>{t('audit.none')}</p>;
  const { changed = [], ...asked } = JSON.parse(entry.detail) as Detail;
  return (
    <div className={styles.detail}>
      {entry.canBeTakenBack && mayPut && <TakeBack id={entry.id} />}
      {Array.isArray(changed) &&
        changed.map(({ thing, key, before, after }) => (
          <table key={`${thing} ${key}`}>
            <caption>
              {t('audit.changed')}: {thing} {key}
            </caption>
            <thead>
              <tr>
                <th scope="col">{thing}</th>
                <th scope="col">{before ? t('audit.before') : t('audit.new')}</th>
                <th scope="col">{after ? t('audit.after') : t('audit.gone')}</th>
              </tr>
            </thead>
            <tbody>
              {Object.keys(before ?? after ?? {}).map((name) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{before ? told(before[name]) : '—'}</td>
                  <td>{after ? told(after[name]) : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      {Object.keys(asked).length > 0 && (
        <>
          <small>{t('audit.asked')}</small>
          <pre>{JSON.stringify(asked, null, 1)}</pre>
        </>
      )}
    </div>
  );
};
