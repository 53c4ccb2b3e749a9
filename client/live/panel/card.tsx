import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import { useFocusTaken } from '../../focus/use-focus-taken.ts';
import { formatAt, minutesBetween, minutesText } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { useView } from '../map/view.ts';
import { patrolStanding } from '../officers/standing.ts';
import { useLive } from '../stream/store.ts';
import styles from './card.module.css';

interface CardProps {
  title: string;
  subtitle: ReactNode;
  /** Where it closes something else than the selection. */
  close?: () => void;
  children: ReactNode;
}

export const Card = ({ title, subtitle, close, children }: CardProps) => {
  const { t } = useWords();
  const select = useView((v) => v.select);
  const card = useFocusTaken();
  return (
    <section
      ref={card}
      className={styles.card}
      tabIndex={-1}
      aria-label={title}
      data-testid="detail"
    >
      <header>
        <div>
          <h2>{title}</h2>
          <p>{subtitle}</p>
        </div>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('live.close')}
          onClick={close ?? (() => select(null))}
        />
      </header>
      {children}
    </section>
  );
};

/** Label and value pairs. */
export const Facts = ({
  rows,
}: {
  rows: readonly (readonly [label: ReactNode, value: ReactNode])[];
}) => (
  <dl className={styles.facts}>
    {rows.map(([label, value], i) => (
      <div key={typeof label === 'string' ? label : i}>
        <dt>{label}</dt>
        <dd className="figure">{value}</dd>
      </div>
    ))}
  </dl>
);

/** Patrols of today, each a way to its evidence. */
export const PatrolLinks = ({
  patrols,
  by,
}: {
  patrols: readonly Patrol[];
  by: 'time' | 'officer';
}) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const at = useLive((s) => s.world.at);
  if (patrols.length === 0) return <p className={styles.none}>{t('live.noPatrolsToday')}</p>;
  return (
    <ul className={styles.patrols}>
      {patrols.map((p) => (
        <li key={p.id}>
          <Link to={`/officers/${p.officerId}/patrols/${p.id}`} data-testid="card-patrol">
            <span className="figure">{formatAt(p.startTime, timeZone, 'HH:mm')}</span>
            <span>
              {by === 'officer'
                ? p.officerName
                : minutesText(t, minutesBetween(p.startTime, p.endTime, at))}
            </span>
            <OutcomeTag standing={patrolStanding(p)} />
          </Link>
        </li>
      ))}
    </ul>
  );
};

export const cardStyles = styles;
