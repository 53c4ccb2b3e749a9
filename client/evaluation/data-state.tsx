import { useQuery } from '@tanstack/react-query';
import { Button, Tag, Tooltip } from 'antd';
import type { MetricVersions, Period } from '../../server/contract/metrics/metrics.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { statusQuery } from './api.ts';
import styles from './page.module.css';
import type { Span } from './periods.ts';

interface StateProps {
  span: Span;
  period: Period;
  todayText: string;
  versions: Pick<MetricVersions, 'edition' | 'at' | 'definitions'> | undefined;
  asOf: number | null;
  pin: (edition: number | null) => void;
}

/** How far the figures are: final or not, what waits, and the edition they are of. */
export const DataState = ({ span, period, todayText, versions, asOf, pin }: StateProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { data: status } = useQuery(statusQuery);
  const said = status?.periods.find((p) => p.period === period && p.from === span.from);
  const waiting = said
    ? said.waiting.verdicts + said.waiting.days + said.waiting.contests
    : (status?.waitingVerdicts ?? 0) + (status?.waitingDays ?? 0);
  const isRunning = span.to > todayText;
  // Before the first roll-up there is no edition.
  const made = versions && versions.edition > 0 ? versions : null;
  return (
    <p className={styles.state} data-testid="data-state">
      {isRunning ? (
        <Tag color="processing">{t('evaluation.running')}</Tag>
      ) : (
        said && (
          <Tooltip
            title={t(said.final ? 'evaluation.finalHint' : 'evaluation.notFinalHint', {
              hours: status!.settleHours,
            })}
          >
            <Tag color={said.final ? 'success' : 'warning'}>
              {t(said.final ? 'evaluation.final' : 'evaluation.notFinal')}
            </Tag>
          </Tooltip>
        )
      )}
      {waiting > 0 && asOf === null && <span>{t('evaluation.waiting', { count: waiting })}</span>}
      {made && (
        <Tooltip title={t('evaluation.editionHint', { definitions: made.definitions })}>
          <span className="figure" data-testid="edition">
            {t('evaluation.edition', {
              edition: made.edition,
              at: formatAt(made.at, timeZone, 'YYYY-MM-DD HH:mm:ss'),
            })}
          </span>
        </Tooltip>
      )}
      {made && (
        <Button type="link" size="small" onClick={() => pin(asOf === null ? made.edition : null)}>
          {t(asOf === null ? 'evaluation.pin' : 'evaluation.unpin')}
        </Button>
      )}
    </p>
  );
};
