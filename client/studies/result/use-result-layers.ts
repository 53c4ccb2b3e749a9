import { useMemo } from 'react';
import type { StudyResult } from '../../../server/contract/studies/study.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Palette } from '../../theme/tokens.ts';
import { tableLayers } from './result-layers.ts';
import { clusterScale, mainScale } from './scale.ts';
import { placesOf, type ResultTable, tablesOf } from './tables.ts';

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

interface Look {
  palette: Palette;
  beforeId: string | undefined;
  /** Whether one can point at it. */
  pickable: boolean;
}

/** A result on a map: its tables that have places, their layers, and what the colours mean; of none, nothing. */
export function useResultLayers(
  method: string,
  result: StudyResult | undefined,
  { palette, beforeId, pickable }: Look,
) {
  const { t } = useWords();
  const tables = useMemo(() => (result ? placedTables(result) : []), [result]);
  const scale = useMemo(
    () => (result ? mainScale(method, result.table as ResultTable, palette, t) : null),
    [method, result, palette, t],
  );
  const layers = useMemo(
    () =>
      scale
        ? tables.flatMap(({ name, table, places }) =>
            tableLayers({
              ...{ name, table, places, palette, beforeId, pickable },
              scale: name === null ? scale : clusterScale(table, palette, t),
            }),
          )
        : [],
    [tables, scale, palette, t, beforeId, pickable],
  );
  return { tables, scale, layers };
}
