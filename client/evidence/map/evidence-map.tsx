import { Checkbox } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { Counterpart } from '../../../server/contract/patrols/counterpart.ts';
import type { Evidence, EvidenceFix } from '../../../server/contract/patrols/patrol.ts';
import type { FixRange, SegmentKind, Verdict } from '../../../server/contract/patrols/verdict.ts';
import { figure, formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { type Bounds, viewOf } from '../../layers/bounds.ts';
import { counterpartLayers, placesOf } from '../../layers/counterpart.ts';
import { trackLayers, walkerLayer } from '../../layers/evidence.ts';
import { suggestionLayers } from '../../layers/suggestion.ts';
import map from '../../map.module.css';
import MapView, { UNDER_LEGEND } from '../../map.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import styles from './map.module.css';
import { acceptedOf, placeAt, segmentAt } from './track.ts';
import { useBeside } from './use-beside.ts';

interface EvidenceMapProps {
  evidence: Evidence;
  verdict: Verdict | null;
  outlines: Outlines;
  highlighted: readonly FixRange[];
  /** The track the chosen signal rests on. */
  counterpart: Counterpart | null;
  atMs: number;
}

const firstView = ({ grid, fixes }: Evidence): Bounds =>
  viewOf([
    ...grid.geometry.coordinates.flat(2),
    ...acceptedOf(fixes).map(({ lng, lat }) => [lng, lat] as const),
  ]);

export default function EvidenceMap(props: EvidenceMapProps) {
  const { evidence, verdict, outlines, highlighted, counterpart, atMs } = props;
  const { t } = useWords();
  const { palette, beforeId } = useBaseMap();
  const [showCells, setShowCells] = useState(true);
  const [showMarked, setShowMarked] = useState(true);
  const [isBeside, setBeside] = useState(false);
  const timeZone = evidence.grid.timeZone;
  const bounds = useMemo(() => firstView(evidence), [evidence]);
  const accepted = useMemo(() => acceptedOf(evidence.fixes), [evidence]);
  const still = useMemo(
    () =>
      trackLayers({
        evidence,
        verdict,
        palette,
        highlighted,
        showCells,
        showMarked,
        beforeId,
      }),
    [evidence, verdict, palette, highlighted, showCells, showMarked, beforeId],
  );
  const beside = useBeside(evidence, verdict, isBeside);
  const place = placeAt(accepted, atMs);
  const kind = segmentAt(verdict?.segments ?? [], atMs)?.kind;
  const places = useMemo(() => counterpart && placesOf(counterpart), [counterpart]);
  const layers = [
    ...still,
    ...(counterpart && places ? counterpartLayers(counterpart, places, atMs, palette) : []),
    ...(beside.path ? suggestionLayers(beside.path, palette) : []),
    ...(place ? [walkerLayer(place, kind, palette)] : []),
  ];
  const kinds = [...new Set(verdict?.segments.map((s) => s.kind) ?? [])] as SegmentKind[];

  const tooltip = useCallback(
    (layerId: string, object: unknown) => {
      if (layerId === 'checkpoints') return (object as { name: string }).name;
      const fix = object as EvidenceFix;
      const marks = fix.marks.map((mark) => t(`mark.${mark}`)).join(t('between'));
      const accuracy =
        fix.accuracyM === null
          ? ''
          : `\n${t('evidence.accuracy')} ${figure(t, fix.accuracyM, 'm')}`;
      return `${formatAt(fix.t, timeZone, 'HH:mm:ss')}${marks && `\n${marks}`}${accuracy}`;
    },
    [t, timeZone],
  );

  return (
    <div className={styles.box}>
      <MapView
        label={t('evidence.map')}
        outlines={outlines}
        bounds={bounds}
        padding={UNDER_LEGEND}
        layers={layers}
        tooltip={tooltip}
      />
      <div className={`${map.legend} ${styles.legend}`}>
        {kinds.map((k) => (
          <span key={k} title={t(`segmentText.${k}`)}>
            <i
              data-kind={k}
              style={k === 'gap' ? undefined : { background: `var(--segment-${k})` }}
            />
            {t(`segment.${k}`)}
          </span>
        ))}
        {verdict && (
          <Checkbox checked={showCells} onChange={(e) => setShowCells(e.target.checked)}>
            {t('evidence.cellsSeen')} <b className="figure">{verdict.cells.seen.length}</b>
            {' / '}
            {t('evidence.cellsMissed')} <b className="figure">{verdict.cells.missed.length}</b>
          </Checkbox>
        )}
        <Checkbox checked={showMarked} onChange={(e) => setShowMarked(e.target.checked)}>
          {t('evidence.showMarked')}{' '}
          <b className="figure">{evidence.fixes.length - accepted.length}</b>
        </Checkbox>
        {evidence.patrol.endTime !== null && (
          <Checkbox
            checked={isBeside}
            onChange={(e) => setBeside(e.target.checked)}
            data-testid="suggested-beside"
          >
            {t('need.suggest.toggle')}
          </Checkbox>
        )}
        {isBeside && (
          <p className={styles.beside} data-testid="suggested-shares">
            {beside.words}
          </p>
        )}
      </div>
    </div>
  );
}
