import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { type CSSProperties, useState } from 'react';
import { minutesText } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { type Asked, hoursQuery } from './api.ts';
import styles from './page.module.css';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const STEPS = 5;

/** What can be shown, in which colours. */
const SHOWN = { patrolMin: 'heat', incidents: 'incident-heat' } as const;
type Shown = keyof typeof SHOWN;

/** When the ground was walked, by hour and weekday, or when incidents began there. */
export const WeekPattern = ({ asked }: { asked: Asked }) => {
  const { t } = useWords();
  const [shown, show] = useState<Shown>('patrolMin');
  const query = useQuery(hoursQuery(asked));
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const values = query.data[shown];
  const full = Math.max(...values, 1);
  const textOf = (value: number) =>
    shown === 'patrolMin' ? minutesText(t, value) : t('incidents.all', { count: value });
  return (
    <section className={styles.card} data-testid="week-pattern">
      <header>
        <h3>{t('coverage.pattern')}</h3>
        <Segmented<Shown>
          size="small"
          aria-label={t('coverage.pattern')}
          options={(Object.keys(SHOWN) as Shown[]).map((value) => ({
            value,
            label: t(`coverage.shown.${value}`),
          }))}
          value={shown}
          onChange={show}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard too */}
      <section className={styles.scroll} aria-label={t('coverage.pattern')} tabIndex={0}>
        <table className={styles.week}>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  <span className={hour % 3 === 0 ? undefined : styles.unseen}>{hour}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WEEKDAYS.map((day) => (
              <tr key={day}>
                <th scope="row">{t(`incidents.weekdays.${day}`)}</th>
                {HOURS.map((hour) => {
                  const value = values[day * 24 + hour]!;
                  const step = Math.min(STEPS - 1, Math.floor((STEPS * value) / full));
                  const tone = value === 0 ? undefined : `var(--${SHOWN[shown]}-${step})`;
                  const said = `${t(`incidents.weekdays.${day}`)} ${hour}:00 · ${textOf(value)}`;
                  return (
                    <td key={hour} title={said} style={{ '--tone': tone } as CSSProperties}>
                      <span className={styles.unseen}>{textOf(value)}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
};
