import { memo } from 'react';
import type { Segment } from '../../../server/contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { figure, formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './segments.module.css';
import { stretchesByKind } from './stretches.ts';

interface SegmentsProps {
  segments: readonly Segment[];
  timeZone: string;
  /** Moves the replay to a moment. */
  seek: (ms: number) => void;
}

/** What counted, what did not and why: by kind, opened stretch by stretch; a stretch moves the replay to its start. */
export const Segments = memo(({ segments, timeZone, seek }: SegmentsProps) => {
  const { t } = useWords();
  if (segments.length === 0) return null;
  const clock = (ms: number) => formatAt(ms, timeZone, 'HH:mm:ss');
  return (
    <section className={styles.part} data-testid="evidence-segments">
      <h2>{t('evidence.segments')}</h2>
      {stretchesByKind(segments).map(({ kind, minutes, stretches }) => (
        <details key={kind} data-testid={`segments-${kind}`}>
          <summary>
            <i
              data-kind={kind}
              style={kind === 'gap' ? undefined : { background: `var(--segment-${kind})` }}
            />
            <span>
              {t(`segment.${kind}`)}
              <small>{t(`segmentText.${kind}`)}</small>
            </span>
            <span className="figure">
              {figure(t, minutes, 'min')}
              <small>{t('evidence.stretches', { count: stretches.length })}</small>
            </span>
          </summary>
          <ul>
            {stretches.map(({ fromMs, toMs, gapReason }) => (
              <li key={fromMs}>
                <button
                  type="button"
                  className="figure"
                  title={t('evidence.seekTo')}
                  onClick={() => seek(fromMs)}
                >
                  {clock(fromMs)}–{clock(toMs)}
                  {gapReason && <span>{t(`gapReason.${gapReason}`)}</span>}
                  <b>{figure(t, (toMs - fromMs) / MINUTE_MS, 'min')}</b>
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
});
