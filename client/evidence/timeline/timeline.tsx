import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { type CSSProperties, Suspense } from 'react';
import type { Evidence } from '../../../server/contract/patrols/patrol.ts';
import type { FixRange, Segment } from '../../../server/contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { figure, formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lazyPiece } from '../../shell/lazy-piece.tsx';
import { indexAt, segmentAt } from '../map/track.ts';
import { type Replay, SPEEDS } from '../map/use-replay.ts';
import styles from './timeline.module.css';

const TimelineChart = lazyPiece(() => import('./timeline-chart.tsx'));

/** How far the fix nearest the cursor may lie from it to be read out, ms. */
const NEAR_MS = MINUTE_MS;
const ARROW_STEP_MS = 1_000;

interface TimelineProps {
  evidence: Evidence;
  segments: readonly Segment[];
  highlighted: readonly FixRange[];
  replay: Replay;
}

/** Place on the time axis, for styles: shares of its width. */
const span = (replay: Replay, fromMs: number, toMs: number): CSSProperties => {
  const whole = Math.max(1, replay.toMs - replay.fromMs);
  const clamp = (ms: number) => Math.min(1, Math.max(0, (ms - replay.fromMs) / whole));
  return {
    left: `${clamp(fromMs) * 100}%`,
    width: `${(clamp(toMs) - clamp(fromMs)) * 100}%`,
  };
};

const Readout = ({ evidence, segments, replay }: Omit<TimelineProps, 'highlighted'>) => {
  const { t } = useWords();
  const { fixes, grid } = evidence;
  const fix = fixes[Math.max(0, indexAt(fixes, replay.atMs))];
  const near = fix && Math.abs(fix.t - replay.atMs) < NEAR_MS ? fix : null;
  const segment = segmentAt(segments, replay.atMs);
  return (
    <span className={`${styles.readout} figure`}>
      <b data-testid="replay-time">{formatAt(replay.atMs, grid.timeZone, 'HH:mm:ss')}</b>
      {near?.speedMps != null && (
        <span>
          {near.speedMps.toFixed(1)} {t('evidence.speedUnit')}
        </span>
      )}
      {near?.accuracyM != null && <span>± {figure(t, near.accuracyM, 'm')}</span>}
      {segment && (
        <span className={styles.kind}>
          <i style={{ background: `var(--segment-${segment.kind})` }} />
          {t(`segmentText.${segment.kind}`)}
          {segment.gapReason && ` (${t(`gapReason.${segment.gapReason}`)})`}
        </span>
      )}
    </span>
  );
};

/** Replay controls over a band of what each minute counted as, over speed and accuracy. */
export const Timeline = ({ evidence, segments, highlighted, replay }: TimelineProps) => {
  const { t } = useWords();
  const cursor = span(replay, replay.atMs, replay.atMs);
  return (
    <section className={styles.timeline} aria-label={t('evidence.timeline')}>
      <div className={styles.controls}>
        <Button
          type="primary"
          shape="circle"
          icon={replay.isPlaying ? <PauseOutlined /> : <CaretRightOutlined />}
          aria-label={t(replay.isPlaying ? 'evidence.pause' : 'evidence.play')}
          onClick={replay.toggle}
          data-testid="replay-play"
        />
        <Segmented
          size="small"
          aria-label={t('evidence.replaySpeed')}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          value={replay.speed}
          onChange={replay.setSpeed}
        />
        <Readout evidence={evidence} segments={segments} replay={replay} />
      </div>
      <div className={styles.axis}>
        <div className={styles.marks}>
          {highlighted.map((range) => (
            <i
              key={`${range.handheldId}-${range.fromMs}`}
              style={span(replay, range.fromMs, range.toMs)}
            />
          ))}
        </div>
        <div className={styles.band}>
          {segments.map((segment) => (
            <i
              key={segment.fromMs}
              data-kind={segment.kind}
              title={t(`segmentText.${segment.kind}`)}
              style={{
                ...span(replay, segment.fromMs, segment.toMs),
                backgroundColor: `var(--segment-${segment.kind})`,
              }}
            />
          ))}
          <input
            type="range"
            min={replay.fromMs}
            max={replay.toMs}
            step={ARROW_STEP_MS}
            value={replay.atMs}
            onChange={(event) => replay.seek(Number(event.target.value))}
            aria-label={t('evidence.seek')}
            aria-valuetext={formatAt(replay.atMs, evidence.grid.timeZone, 'HH:mm:ss')}
          />
        </div>
        <em className={styles.cursor} style={{ left: cursor.left }} />
      </div>
      <Suspense fallback={<div className={styles.chart} />}>
        <TimelineChart evidence={evidence} replay={replay} highlighted={highlighted} />
      </Suspense>
    </section>
  );
};
