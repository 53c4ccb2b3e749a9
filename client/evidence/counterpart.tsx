import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  COMPARING_SIGNALS,
  type ComparingSignal,
  type Counterpart as Found,
} from '../../server/contract/patrols/counterpart.ts';
import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import type { SignalCode } from '../../server/contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { counterpartsQuery } from '../api/patrols.ts';
import { formatAt, minutesText } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

const isComparing = (code: SignalCode): code is ComparingSignal =>
  (COMPARING_SIGNALS as readonly string[]).includes(code);

/** The patrols on whose tracks signals rest; asked for, and so put on record, once a signal that has one is chosen. */
export const useCounterparts = ({ patrol }: Evidence, chosen: SignalCode | undefined) =>
  useQuery({
    ...counterpartsQuery(patrol.officerId, patrol.id),
    enabled: chosen !== undefined && isComparing(chosen),
  });

/** That of one signal, to be drawn. */
export const counterpartOf = (
  { data }: ReturnType<typeof useCounterparts>,
  chosen: SignalCode | undefined,
): Found | null => data?.counterparts.find(({ code }) => code === chosen) ?? null;

interface CounterpartProps {
  code: SignalCode;
  asked: ReturnType<typeof useCounterparts>;
  timeZone: string;
}

/** Whose patrol a signal rests on and when that was, or why nobody can be named. */
export const Counterpart = ({ code, asked, timeZone }: CounterpartProps) => {
  const { t } = useWords();
  if (!isComparing(code)) return null;
  const { data, isError } = asked;
  const found = counterpartOf(asked, code);
  if (!found) {
    const key = isError
      ? 'failed'
      : !data
        ? 'waiting'
        : data.elsewhere.includes(code)
          ? 'elsewhere'
          : 'gone';
    return <p className={styles.counterpart}>{t(`evidence.counterpart.${key}`)}</p>;
  }
  const { id, officerId, officerName, gridName, startTime, endTime } = found.patrol;
  const until = endTime === null ? '' : formatAt(endTime, timeZone, 'HH:mm');
  return (
    <p className={styles.counterpart} data-testid="counterpart">
      <i aria-hidden="true" />
      {t('evidence.counterpart.of')}{' '}
      <Link to={`/officers/${officerId}/patrols/${id}`}>
        {t('evidence.counterpart.patrol', {
          officer: officerName,
          grid: gridName,
          from: formatAt(startTime, timeZone, 'YYYY-MM-DD HH:mm'),
          to: until,
        })}
      </Link>
      <br />
      {found.laterMs > 0
        ? t('evidence.counterpart.later', { later: minutesText(t, found.laterMs / MINUTE_MS) })
        : t('evidence.counterpart.together')}
    </p>
  );
};
