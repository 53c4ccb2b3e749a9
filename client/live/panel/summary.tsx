import { Segmented, Tooltip } from 'antd';
import type { CSSProperties } from 'react';
import { OUTCOMES } from '../../../server/contract/patrols/verdict.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Glyph } from '../../theme/glyph.tsx';
import { useFleet } from '../fleet/fleet-store.ts';
import { type Day, useView } from '../map/view.ts';
import { useShownDay, useTodaysFigures } from '../officers/use-day-standings.ts';
import styles from './summary.module.css';

interface SummaryProps {
  /** Undefined while not known, as all figures. */
  openAlerts: number | undefined;
  onAlerts: () => void;
}

/** The four figures a supervisor looks for first, and today's verdicts as one bar. */
export const Summary = ({ openAlerts, onAlerts }: SummaryProps) => {
  const { t } = useWords();
  const { walking, judged } = useTodaysFigures();
  const moving = useFleet((f) => (f.isThere ? f.moving : undefined));
  const shown = useShownDay();
  const showDay = useView((v) => v.showDay);
  const { counts } = shown;
  const figures = [
    { key: 'moving', value: moving, hint: t('live.movingHint'), id: 'officer-count' },
    { key: 'walking', value: walking, hint: t('live.walkingHint'), id: 'patrol-count' },
    { key: 'judged', value: judged, hint: t('live.judgedHint'), id: 'judged-count' },
  ] as const;
  return (
    <section className={styles.summary}>
      <div className={styles.figures}>
        {figures.map(({ key, value, hint, id }) => (
          <Tooltip key={key} title={hint}>
            <div className={styles.figure}>
              <b className="figure" data-testid={id}>
                {value ?? '—'}
              </b>
              <span>{t(`live.${key}`)}</span>
            </div>
          </Tooltip>
        ))}
        <Tooltip title={t('live.openAlertsHint')}>
          <button
            type="button"
            className={`${styles.figure} ${openAlerts ? styles.urgent : ''}`}
            onClick={onAlerts}
          >
            <b className="figure" data-testid="alert-count">
              {openAlerts ?? '—'}
            </b>
            <span>{t('live.openAlerts')}</span>
          </button>
        </Tooltip>
      </div>
      <div className={styles.day}>
        <h2>{t('live.verdictsOf')}</h2>
        <Segmented<Day>
          aria-label={t('live.verdictsOf')}
          size="small"
          options={[
            { value: 'yesterday', label: t('live.yesterday') },
            { value: 'today', label: t('patrols.today') },
          ]}
          value={shown.day}
          onChange={showDay}
        />
      </div>
      <div
        className={styles.bar}
        role="img"
        aria-label={OUTCOMES.map((o) => `${t(`standing.${o}`)} ${counts?.[o] ?? '—'}`).join(
          t('between'),
        )}
      >
        {counts &&
          OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
            <i
              key={outcome}
              style={
                {
                  flexGrow: counts[outcome],
                  background: `var(--standing-${outcome})`,
                } as CSSProperties
              }
            />
          ))}
      </div>
      <ul className={styles.counts}>
        {OUTCOMES.map((outcome) => (
          <li key={outcome}>
            <Glyph standing={outcome} size={12} />
            <span>{t(`standing.${outcome}`)}</span>
            <b className="figure" data-testid={`count-${outcome}`}>
              {counts?.[outcome] ?? '—'}
            </b>
          </li>
        ))}
      </ul>
    </section>
  );
};
