import type { NormRules } from '../../server/contract/norms/norm.ts';
import { figuresOf } from '../../server/contract/patrols/figures.ts';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { figure, percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { IntervalBar } from './interval-bar.tsx';
import styles from './page.module.css';

interface FiguresProps {
  verdict: Verdict;
  rules: NormRules;
}

/** A bar ends a little beyond the largest of what it shows. */
const HEADROOM = 1.15;

/** Measured beside required, each estimate with its interval; then what was taken off and why. */
export const Figures = ({ verdict, rules }: FiguresProps) => {
  const { t } = useWords();
  const { measures } = verdict;
  const small = [
    [
      'idle',
      figure(t, measures.idleMin, 'min'),
      t('evidence.allowance', { value: figure(t, rules.idleAllowanceMinutes, 'min') }),
    ],
    ['vehicle', figure(t, measures.vehicleMin, 'min'), null],
    ['outside', figure(t, measures.outsideMin, 'min'), null],
    ['gap', figure(t, measures.gapMin, 'min'), null],
  ] as const;
  const marked = Object.entries(measures.fixes.marked).filter(([, count]) => count > 0);
  return (
    <section className={styles.part} data-testid="evidence-figures">
      <h2>{t('evidence.figures')}</h2>
      {figuresOf(verdict, rules).map(({ key, interval, required, requirement, says, unit }) => (
        <div key={key} className={styles.figure} data-testid={`figure-${key}`}>
          <div>
            <span>{t(`evidence.${key}`)}</span>
            <b className="figure">{figure(t, interval.best, unit)}</b>
          </div>
          <IntervalBar
            interval={interval}
            required={required}
            requirement={requirement}
            full={unit === 'share' ? 1 : Math.max(interval.high, required ?? 0) * HEADROOM || 1}
          />
          <div>
            <small className="figure">
              {t('evidence.interval', {
                low: figure(t, interval.low, unit),
                high: figure(t, interval.high, unit),
              })}
            </small>
            {required !== null && (
              <small className="figure">
                {t('evidence.required', { value: figure(t, required, unit) })}
              </small>
            )}
          </div>
          {required !== null && (
            <small data-testid="requirement">{t(`evidence.requirement.${says}`)}</small>
          )}
        </div>
      ))}
      <dl className={styles.small}>
        {small.map(([key, value, hint]) => (
          <div key={key}>
            <dt>
              <i style={{ background: `var(--segment-${key})` }} />
              {t(`evidence.${key}`)}
            </dt>
            <dd className="figure">
              {value}
              {hint && <small>{hint}</small>}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('evidence.completeness')}</dt>
          <dd className="figure">{percent(measures.completeness)}</dd>
        </div>
        <div>
          <dt>{t('evidence.fixes')}</dt>
          <dd className="figure">{t('evidence.fixesText', measures.fixes)}</dd>
        </div>
      </dl>
      {marked.length > 0 && (
        <p className={styles.marked}>
          {t('evidence.markedFixes')}{' '}
          {marked
            .map(([mark, count]) => `${t(`mark.${mark}`, { defaultValue: mark })} ${count}`)
            .join(' · ')}
        </p>
      )}
    </section>
  );
};
