import { useQuery } from '@tanstack/react-query';
import { WARNING_LEVELS, type WarningLevel } from '../../server/contract/warnings/warning.ts';
import { sessionQuery } from '../api/session.ts';
import { warningRatesQuery } from '../api/warnings.ts';
import { percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { LevelGlyph } from '../theme/level-glyph.tsx';
import styles from './detail/detail.module.css';

/** How many warnings a month the account's area really got, and how many of them were false. */
export const Rates = () => {
  const { t } = useWords();
  const areaId = useQuery(sessionQuery).data?.areaId;
  const query = useQuery(warningRatesQuery({}));
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const rates = query.data.filter((rate) => rate.areaId === areaId);
  const name = rates[0]?.areaName ?? '';
  return (
    <section className={styles.part} data-testid="warning-rates">
      <h2>{t('warnings.rate')}</h2>
      {rates.length === 0 ? (
        <p className={styles.note}>{t('warnings.noRate')}</p>
      ) : (
        <>
          <p className={styles.note}>{t('warnings.rateHint', { area: name })}</p>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('warnings.month')}</th>
                <th scope="col">{t('warnings.raised')}</th>
                {WARNING_LEVELS.map((level) => (
                  <th key={level} scope="col" title={t(`warnings.level.${level}`)}>
                    <LevelGlyph level={level} size={12} />
                    <span className={styles.hidden}>{t(`warnings.level.${level}`)}</span>
                  </th>
                ))}
                <th scope="col">{t('warnings.falseShare')}</th>
              </tr>
            </thead>
            <tbody>
              {rates.map(({ month, raised, byPeak, falseShare }) => (
                <tr key={month}>
                  <th scope="row">{month}</th>
                  <td>{raised}</td>
                  {WARNING_LEVELS.map((level) => (
                    <td key={level}>
                      {(byPeak as Partial<Record<WarningLevel, number>>)[level] ?? 0}
                    </td>
                  ))}
                  <td>
                    {falseShare
                      ? `${percent(falseShare.best)} (${percent(falseShare.low)}–${percent(falseShare.high)})`
                      : '—'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
};
