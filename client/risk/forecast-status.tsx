import { useQuery } from '@tanstack/react-query';
import type { ForecastScores } from '../../server/contract/risk/forecast.ts';
import { getForecastScores } from '../../server/contract/routes/analysis/risk.ts';
import { call } from '../api/call.ts';
import { percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { forecastLine, forecastName } from './forecast-line.ts';
import styles from './forecast-status.module.css';

const SHOWN_SHARE = 0.05;
const COLUMNS = ['method', 'hits', 'pai', 'logScore', 'lead'] as const;

/** How the forecast of an area did. */
const useForecastScores = (areaId: number | undefined) =>
  useQuery({
    queryKey: ['forecast-scores', areaId],
    queryFn: ({ signal }) => call(getForecastScores, { query: { areaId }, signal }),
    staleTime: 600_000,
  });

/** Which forecast serves and how it did, in a line; opened, the figures. Says nothing while it does not know. */
export const ForecastStatus = ({ areaId }: { areaId?: number }) => {
  const { t } = useWords();
  const { data } = useForecastScores(areaId);
  if (data === undefined) return null;
  return (
    <section className={styles.status} data-testid="forecast-status">
      <h3>{t('forecast.title')}</h3>
      {data.stored ? <Told data={data} /> : <p className={styles.note}>{t('forecast.none')}</p>}
    </section>
  );
};

const Told = ({ data }: { data: ForecastScores }) => {
  const { t } = useWords();
  return (
    <details className={styles.note} data-down={data.standsDown !== null}>
      <summary>{forecastLine(t, data)}</summary>
      <p>{t('forecast.why')}</p>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`forecast.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.methods.map((row) => (
              <MethodRow
                key={row.method}
                row={row}
                name={forecastName(t, row.method)}
                serving={row.method === data.serving}
              />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

function MethodRow({
  name,
  row: { against, logScore, shares },
  serving,
}: {
  name: string;
  row: ForecastScores['methods'][number];
  serving: boolean;
}) {
  const share = shares.find(({ areaShare }) => areaShare === SHOWN_SHARE);
  const between = (low: string, high: string) => ` (${low} … ${high})`;
  return (
    <tr data-serving={serving}>
      <th scope="row">{name}</th>
      <td>
        {share?.hitRate == null ? '–' : percent(share.hitRate, 1)}
        {share?.low == null || share.high === null
          ? ''
          : between(percent(share.low, 1), percent(share.high, 1))}
      </td>
      <td>{share?.pai == null ? '–' : share.pai.toFixed(1)}</td>
      <td>{logScore === null ? '–' : logScore.toFixed(2)}</td>
      <td>
        {against === null
          ? '–'
          : `${against.difference.toFixed(2)}${between(against.low.toFixed(2), against.high.toFixed(2))}`}
      </td>
    </tr>
  );
}
