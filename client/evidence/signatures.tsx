import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** What signatures show of the positions, and where a chain of signed batches does not hold. On record with the verdict; it changes none. */
export const Signatures = ({
  signatures,
  timeZone,
}: Pick<Evidence, 'signatures'> & { timeZone: string }) => {
  const { t } = useWords();
  const { breaks, level, signed, unsigned } = signatures;
  const clock = (ms: number) => formatAt(ms, timeZone, 'HH:mm:ss');
  return (
    <section className={styles.part} data-testid="evidence-signatures" data-level={level}>
      <h2>{t('evidence.signatures')}</h2>
      <p>
        <b>{t(`evidence.signedLevel.${level}`)}</b>{' '}
        {signed > 0 && t('evidence.signedOf', { signed, all: signed + unsigned })}
      </p>
      <p className={styles.quiet}>{t(`evidence.signedHint.${level}`)}</p>
      {breaks.length > 0 && (
        <ul>
          {breaks.map(({ fixes, key, kind, number }) => (
            <li key={`${kind} ${key} ${number} ${fixes.fromMs}`}>
              {t(`evidence.chainBreak.${kind}`, {
                number,
                key,
                from: clock(fixes.fromMs),
                to: clock(fixes.toMs),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
