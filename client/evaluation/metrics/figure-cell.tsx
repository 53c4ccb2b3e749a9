import { Tooltip } from 'antd';
import type { CSSProperties } from 'react';
import type { MetricDefinition } from '../../../server/contract/metrics/metrics.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from '../page.module.css';
import { metricText } from './metric-text.ts';
import { isBadHigh } from './tone.ts';

/** A figure over a bar of its share of `full`; a dash that says why where there is none. */
export const FigureCell = ({
  metric,
  value,
  full,
}: {
  metric: MetricDefinition;
  value: number | null;
  full: number;
}) => {
  const { t, language } = useWords();
  if (value === null)
    return (
      <Tooltip
        trigger={['hover', 'focus']}
        title={t('evaluation.nullWhy', { formula: metric.formula[language] })}
      >
        <button
          type="button"
          className={styles.none}
          aria-label={t('evaluation.none')}
          onClick={(event) => event.stopPropagation()}
        >
          —
        </button>
      </Tooltip>
    );
  return (
    <span className={styles.cell}>
      <b className="figure">{metricText(t, value, metric.unit)}</b>
      {metric.unit !== 'met' && (
        <i
          data-bad={isBadHigh(metric.id)}
          style={{ '--share': full > 0 ? Math.min(1, value / full) : 0 } as CSSProperties}
        />
      )}
    </span>
  );
};
