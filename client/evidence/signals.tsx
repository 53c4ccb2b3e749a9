import { AimOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { SignalRarity } from '../../server/contract/patrols/signal-rarity.ts';
import { SIGNAL_UNIT } from '../../server/contract/patrols/signal-unit.ts';
import type { Signal } from '../../server/contract/patrols/verdict.ts';
import { rarityTexts } from '../../server/contract/words/rarity.ts';
import { figure, percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

interface SignalsProps {
  /** What is said beside the signal that is chosen. */
  beside: ReactNode;
  signals: readonly Signal[];
  /** How rare each is, in their order. */
  rarity: readonly SignalRarity[];
  chosen: number | null;
  choose: (index: number | null) => void;
}

/** Each sign that something is not as it seems, what it rests on, and what would explain it innocently. */
export const Signals = ({ signals, rarity, chosen, choose, beside }: SignalsProps) => {
  const { t } = useWords();
  return (
    <section className={styles.part}>
      <h2>{t('evidence.signals')}</h2>
      {signals.length === 0 && <p className={styles.quiet}>{t('evidence.noSignals')}</p>}
      <ul className={styles.signals}>
        {signals.map((signal, i) => (
          <li key={signal.code}>
            <button
              type="button"
              aria-pressed={chosen === i}
              onClick={() => choose(chosen === i ? null : i)}
              title={t('evidence.highlight')}
              data-testid="signal"
            >
              <span>
                <b>{t(`signal.${signal.code}`)}</b>
                <em data-strength={signal.strength}>{t(`strength.${signal.strength}`)}</em>
                <AimOutlined />
              </span>
              <span>{t(`signalText.${signal.code}`)}</span>
              <small className="figure">
                {t('evidence.signalFigure', {
                  measured: figure(t, signal.measured, SIGNAL_UNIT[signal.code]),
                  threshold: figure(t, signal.threshold, SIGNAL_UNIT[signal.code]),
                  share: percent(signal.share),
                })}
              </small>
              {rarityTexts(rarity[i]!, t).map((text) => (
                <small key={text} className="figure">
                  {text}
                </small>
              ))}
              <small>{t(`signalInnocent.${signal.code}`)}</small>
            </button>
            {chosen === i && beside}
          </li>
        ))}
      </ul>
    </section>
  );
};
