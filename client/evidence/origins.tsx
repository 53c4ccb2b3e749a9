import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** By which wires the positions came, and what showed that they are the handheld's. On record with the verdict, but it changes none: what it is worth is for people to say. */
export const Origins = ({ origins }: Pick<Evidence, 'origins'>) => {
  const { t } = useWords();
  if (origins.length === 0) return null;
  return (
    <section className={styles.part} data-testid="evidence-origins">
      <h2>{t('evidence.origins')}</h2>
      <dl className={styles.basis}>
        {origins.map(({ handheld, protocol, trust }) => (
          <div key={`${handheld}/${protocol}/${trust}`}>
            <dt>
              {handheld} · {t(`evidence.wire.${protocol}`)}
            </dt>
            <dd title={t(`evidence.trustHint.${trust}`)}>{t(`evidence.trust.${trust}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
