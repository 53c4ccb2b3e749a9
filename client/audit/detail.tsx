import type { AccessEntry } from '../../server/contract/access/access-log.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './audit.module.css';

interface Detail {
  changed?: {
    thing: string;
    key: string;
    before: Record<string, unknown>;
    after: Record<string, unknown> | null;
  }[];
  [part: string]: unknown;
}

const told = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

/** What an act changed, before and after, and what was asked for, word by word. */
export const EntryDetail = ({ entry }: { entry: AccessEntry }) => {
  const { t } = useWords();
  if (entry.detail === null) return <p>{t('audit.none')}</p>;
  const { changed = [], ...asked } = JSON.parse(entry.detail) as Detail;
  return (
    <div className={styles.detail}>
      {Array.isArray(changed) &&
        changed.map(({ thing, key, before, after }) => (
          <table key={`${thing} ${key}`}>
            <caption>
              {t('audit.changed')}: {thing} {key}
            </caption>
            <thead>
              <tr>
                <th scope="col">{thing}</th>
                <th scope="col">{t('audit.before')}</th>
                <th scope="col">{after ? t('audit.after') : t('audit.gone')}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(before).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{told(value)}</td>
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
