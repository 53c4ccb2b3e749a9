import type { CSSProperties } from 'react';
import type { Patrol } from '../../server/contract/patrols/patrol.ts';
import type { Requirement } from '../../server/contract/patrols/requirement.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** A measured figure over a small bar, with the requirement as a mark on it. */
export const Measured = ({
  text,
  value,
  required,
  requiredText,
  requirement,
  full,
}: {
  text: string;
  value: number;
  required: number | null;
  requiredText: string | null;
  requirement: Requirement;
  /** The value the bar's whole width stands for. */
  full: number;
}) => (
  <div className={styles.measured} data-requirement={requirement}>
    <span className="figure">
      <b>{text}</b>
      {requiredText && <small>{requiredText}</small>}
    </span>
    <i style={{ '--share': Math.min(1, value / full) } as CSSProperties}>
      {required !== null && (
        <em style={{ '--at': Math.min(1, required / full) } as CSSProperties} />
      )}
    </i>
  </div>
);

/** Reasons in words, then what else a reader must know of a patrol: contests and decisions. */
export const ReasonTags = ({ patrol }: { patrol: Patrol }) => {
  const { t } = useWords();
  return (
    <span className={styles.tags}>
      {patrol.reasons.map(({ code }) => (
        <span key={code} className={styles.tag}>
          {t(`reason.${code}`)}
        </span>
      ))}
      {patrol.signals.map((code) => (
        <span key={code} className={`${styles.tag} ${styles.signal}`}>
          {t(`signal.${code}`, { defaultValue: code })}
        </span>
      ))}
      {patrol.contested && (
        <span className={`${styles.tag} ${styles.contested}`}>
          {patrol.decision ? t(`patrols.decided.${patrol.decision}`) : t('patrols.contested')}
        </span>
      )}
    </span>
  );
};
