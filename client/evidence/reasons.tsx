import type { Reason } from '../../server/contract/patrols/verdict.ts';
import { figure } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** Why the verdict is what it is: in words, and measured beside required where there are figures. */
export const Reasons = ({ reasons }: { reasons: readonly Reason[] }) => {
  const { t } = useWords();
  return (
    <section className={styles.part}>
      <h2>{t('evidence.why')}</h2>
      <ul className={styles.reasons}>
        {reasons.map(({ code, measured, required, unit }) => (
          <li key={code} data-met={code === 'met'} data-testid="reason">
            <div>
              <b>{t(`reason.${code}`)}</b>
              {measured !== undefined && (
                <span className="figure">
                  {figure(t, measured, unit)}
                  {required !== undefined && required > 0 && (
                    <small>{t('evidence.required', { value: figure(t, required, unit) })}</small>
                  )}
                </span>
              )}
            </div>
            <p>{t(`reasonText.${code}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};
