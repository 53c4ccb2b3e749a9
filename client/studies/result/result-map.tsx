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
import { tableLayers } from './result-layers.ts';
import { clusterScale, mainScale } from './scale.ts';
import { cellText, placesOf, type ResultTable, rowAt, tablesOf } from './tables.ts';

interface ResultMapProps {
  method: string;
  result: StudyResult;
  outlines: Outlines;
  /** What each column of the main table means. */
  meanings: Record<string, string>;
}

/** Most columns a tooltip tells. */
const TOOLTIP_COLUMNS = 10;

/** Side of a cell where the rows are cells told by their middle, metres. */
const cellSide = ({ summary }: StudyResult): number | null =>
  typeof summary.cellM === 'number' && typeof summary.cols === 'number' ? summary.cellM : null;

/** Tables of the result that have a place; hulls are drawn under what they hold. */
const placedTables = (result: StudyResult) =>
  tablesOf(result)
    .flatMap(([name, table]) => {
      const places = placesOf(table, name === null ? cellSide(result) : null);
      return places && places.length > 0 && (name === null || table.columns.cluster)
        ? [{ name, table, places }]
        : [];
    })
    .toReversed();

export default function ResultMap({ method, result, outlines, meanings }: ResultMapProps) {
  const { t } = useWords();
  const words = useAnalysisWords();
  const { palette, beforeId } = useBaseMap();
  const tables = useMemo(() => placedTables(result), [result]);
  const bounds = useMemo(
    () => viewOf(tables.flatMap(({ places }) => places).flatMap(positionsOf)),
    [tables],
  );
  const scale = useMemo(
    () => mainScale(method, result.table as ResultTable, palette, t),
    [method, result, palette, t],
  );
  const layers = useMemo(
    () =>
      tables.flatMap(({ name, table, places }) =>
        tableLayers({
          name,
          table,
          places,
          scale: name === null ? scale : clusterScale(table, palette, t),
          palette,
          beforeId,
        }),
      ),
    [tables, scale, palette, t, beforeId],
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
        title={scale.column === undefined ? undefined : meanings[scale.column]}
        entries={scale.legend}
      />
    </div>
  );
}
