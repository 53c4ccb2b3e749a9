import { type CSSProperties, useMemo } from 'react';
import { percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { NO_AREAS, type Outlines } from '../layers/base-map/base-style.ts';
import { geometryBounds, outlineBounds } from '../layers/bounds.ts';
import { gridValuesLayer } from '../layers/grid-values.ts';
import { stalenessLayer } from '../layers/staleness.ts';
import type { StaleCell } from '../live/need/staleness.ts';
import { useStaleSteps, useStaleWords } from '../live/need/use-stale-words.ts';
import map from '../map.module.css';
import MapView, { UNDER_LEGEND } from '../map.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import styles from './page.module.css';

/** From which share of the ground seen a grid has the next colour. */
const COVERAGE_STEPS = [0.25, 0.5, 0.75, 0.9] as const;

interface CoverageMapProps {
  label: string;
  outlines: Outlines;
  areaId: number;
  shares: ReadonlyMap<number, number>;
  /** Cells to draw in place of the grids; null: the grids. */
  cells: readonly StaleCell[] | null;
}

/** Grids by the share seen, or cells by how long ago they were. */
export default function CoverageMap({ areaId, cells, label, outlines, shares }: CoverageMapProps) {
  const { t } = useWords();
  const { palette, beforeId } = useBaseMap();
  const gridName = useGridName();
  const staleWords = useStaleWords();
  const grids = outlines.grid ?? NO_AREAS;
  const bounds = useMemo(() => {
    const own = Object.values(outlines)
      .flatMap(({ features }) => features)
      .find(({ properties }) => properties.id === areaId);
    return (own && geometryBounds([own.geometry])) ?? outlineBounds(outlines);
  }, [outlines, areaId]);
  const layers = useMemo(
    () => [
      cells
        ? stalenessLayer(cells, { palette, beforeId })
        : gridValuesLayer({
            ...{ id: 'coverage', values: shares, steps: COVERAGE_STEPS },
            ...{ grids, palette, beforeId },
          }),
    ],
    [cells, grids, shares, palette, beforeId],
  );
  const staleSteps = useStaleSteps();
  const steps = cells
    ? staleSteps
    : [`< ${percent(COVERAGE_STEPS[0])}`, ...COVERAGE_STEPS.map((from) => `≥ ${percent(from)}`)];
  return (
    <>
      <MapView
        label={label}
        outlines={outlines}
        bounds={bounds}
        padding={UNDER_LEGEND}
        layers={layers}
        tooltip={(layerId, object) => {
          if (layerId === 'staleness') return staleWords((object as StaleCell).hours);
          const { id } = (object as { properties: { id: number } }).properties;
          const share = shares.get(id);
          return `${gridName(id)}\n${share === undefined ? t('coverage.notKnown') : t('coverage.seen', { share: percent(share) })}`;
        }}
      />
      <ul className={`${map.legend} ${styles.legend}`}>
        {steps.map((word, k) => (
          <li key={word}>
            <i
              style={{ '--tone': `var(--${cells ? 'stale' : 'heat'}-${k})` } as CSSProperties}
              aria-hidden="true"
            />
            {word}
          </li>
        ))}
      </ul>
    </>
  );
}
