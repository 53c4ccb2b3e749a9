import { type Ref, useCallback, useMemo } from 'react';
import type { Incident } from '../../../server/contract/incidents/incident.ts';
import { WARNING_LEVELS, type Warning } from '../../../server/contract/warnings/warning.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { outlineBounds } from '../../layers/bounds.ts';
import { incidentLayer } from '../../layers/incidents.ts';
import { warningLayers, warningPicked } from '../../layers/warnings.ts';
import { useIncidentWords } from '../../live/incidents/use-incidents.ts';
import map from '../../map.module.css';
import MapView, { type MapHandle, UNDER_LEGEND } from '../../map.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { LevelGlyph } from '../../theme/level-glyph.tsx';
import { byLevel } from '../filter.ts';
import styles from '../page.module.css';
import { useWarningWords } from '../use-warning-words.ts';

interface WarningMapProps {
  outlines: Outlines;
  warnings: readonly Warning[];
  selectedId: number | null;
  /** Drawn over the cells. */
  incidents: readonly Incident[];
  choose: (id: number) => void;
  ref: Ref<MapHandle>;
}

/** Where warnings are; one click chooses one. */
export default function WarningMap(props: WarningMapProps) {
  const { outlines, warnings, selectedId, incidents, choose, ref } = props;
  const { t } = useWords();
  const { palette, beforeId } = useBaseMap();
  const warningWords = useWarningWords();
  const incidentWords = useIncidentWords();
  const bounds = useMemo(() => outlineBounds(outlines), [outlines]);
  const layers = useMemo(
    () => [
      ...warningLayers({
        warnings: [...warnings].sort((a, b) => byLevel(b, a)),
        selectedId,
        cellsPickable: true,
        palette,
        beforeId,
      }),
      ...(incidents.length > 0 ? [incidentLayer(incidents, palette)] : []),
    ],
    [warnings, selectedId, incidents, palette, beforeId],
  );
  const tooltip = useCallback(
    (layerId: string, object: unknown) => {
      if (layerId === 'incidents') return incidentWords(object as Incident);
      const warning = warningPicked(layerId, object);
      return warning && warningWords(warning);
    },
    [warningWords, incidentWords],
  );
  return (
    <div className={styles.map}>
      <MapView
        ref={ref}
        label={t('warnings.map')}
        outlines={outlines}
        bounds={bounds}
        padding={UNDER_LEGEND}
        layers={layers}
        tooltip={tooltip}
        onPick={(picked) => {
          const warning = picked && warningPicked(picked.layerId, picked.object);
          if (warning) choose(warning.id);
        }}
      />
      <ul className={map.legend} aria-label={t('warnings.legend')}>
        {WARNING_LEVELS.map((level) => (
          <li key={level}>
            <LevelGlyph level={level} size={12} />
            {t(`warnings.level.${level}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
