import { useQuery } from '@tanstack/react-query';
import { DAY_MS } from '../../../server/contract/units.ts';
import { effortQuery } from '../../api/incidents.ts';
import { minutesText, oneDigit, percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { cardStyles, Facts } from '../panel/card.tsx';

type Range = { low: number; best: number | null; high: number | null };

/** Effort against need in one grid over the last weeks; nothing until it is known. */
export const EffortFacts = ({ gridId }: { gridId: number }) => {
  const { t } = useWords();
  const { data } = useQuery(effortQuery());
  const row = data?.grids.find((grid) => grid.gridId === gridId);
  if (!row) return null;
  const days = Math.round((Date.parse(data!.to) - Date.parse(data!.from)) / DAY_MS);
  const range = (of: Range | null, text: (value: number) => string) =>
    of === null || of.best === null
      ? '—'
      : `${text(of.best)} (${text(of.low)}–${of.high === null ? '∞' : text(of.high)})`;
  const rows: [string, string][] = [
    ['reported', String(row.reported)],
    ['detected', String(row.detected)],
    ['timesUsual', range(row.timesUsual, (value) => `${oneDigit(value)}×`)],
    ['patrolH', minutesText(t, row.patrolH * 60)],
    ['ratio', range(row.effortRatio, (share) => percent(share))],
    ['detectedPerH', range(row.detectedPerH, twoDigits)],
    ['ground', row.coverage === null ? '—' : percent(row.coverage)],
  ];
  return (
    <details className={cardStyles.more} data-testid="effort-facts" open={row.class !== null}>
      <summary>
        {row.class === null
          ? t('need.effort.title', { days })
          : t('need.effort.titleOf', { days, what: t(`need.effort.${row.class}`) })}
      </summary>
      <Facts rows={rows.map(([key, value]) => [t(`need.effort.fact.${key}`), value] as const)} />
      <small>{t('need.effort.factHint')}</small>
    </details>
  );
};

const twoDigits = (value: number): string => String(Number(value.toPrecision(2)));
