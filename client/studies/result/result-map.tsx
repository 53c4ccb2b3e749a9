import { useCallback, useMemo } from 'react';
import type { StudyResult } from '../../../server/contract/studies/study.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { positionsOf, viewOf } from '../../layers/bounds.ts';
import MapView, { UNDER_LEGEND } from '../../map.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { valueText } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import { Legend } from './legend.tsx';
import styles from './result.module.css';
import type { Placed } from './result-layers.ts';
import { cellText, rowAt } from './tables.ts';
import { useResultLayers } from './use-result-layers.ts';

interface ResultMapProps {
  method: string;
  result: StudyResult;
  outlines: Outlines;
  /** What each column of the main table means. */
  meanings: Record<string, string>;
}

/** Most columns a tooltip tells. */
const TOOLTIP_COLUMNS = 10;

export default function ResultMap({ method, result, outlines, meanings }: ResultMapProps) {
  const { t } = useWords();
  const words = useAnalysisWords();
  const { palette, beforeId } = useBaseMap();
  const { layers, scale, tables } = useResultLayers(method, result, {
    ...{ palette, beforeId },
    pickable: true,
  });
  const bounds = useMemo(
    () => viewOf(tables.flatMap(({ places }) => places).flatMap(positionsOf)),
    [tables],
  );
  const tooltip = useCallback(
    (_: string, object: unknown) => {
      const picked = object as Placed | { properties: Placed };
      const { row, table } = 'properties' in picked ? picked.properties : picked;
      const found = tables.find(({ name }) => name === table);
      if (!found) return null;
      return Object.entries(rowAt(found.table, row))
        .filter(([, value]) => typeof value !== 'object')
        .slice(0, TOOLTIP_COLUMNS)
        .map(
          ([name, value]) =>
            `${name}: ${typeof value === 'string' ? valueText(words, value) : cellText(value)}`,
        )
        .join('\n');
    },
    [tables, words],
  );
  return (
    <div className={styles.map}>
      <MapView
        label={t('studies.map')}
        outlines={outlines}
        bounds={bounds}
        padding={UNDER_LEGEND}
        layers={layers}
        tooltip={tooltip}
      />
      <Legend
        title={scale?.column === undefined ? undefined : meanings[scale.column]}
        entries={scale?.legend ?? []}
      />
    </div>
  );
}
