import { type Ref, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Area } from '../../../server/contract/areas/area.ts';
import type { Box } from '../../../server/contract/console/heat.ts';
import type { Incident } from '../../../server/contract/incidents/incident.ts';
import type { Warning } from '../../../server/contract/warnings/warning.ts';
import { useWords } from '../../i18n/use-words.ts';
import { alertLayer, placedAlerts } from '../../layers/alerts.ts';
import type { Outlines } from '../../layers/base-style.ts';
import { outlineBounds } from '../../layers/bounds.ts';
import { effortLayers } from '../../layers/effort.ts';
import { gridLayers } from '../../layers/grids.ts';
import { incidentLayer } from '../../layers/incidents.ts';
import { type DrawnOfficer, headLayers, trailLayer } from '../../layers/officers.ts';
import { stalenessLayer } from '../../layers/staleness.ts';
import { suggestionLayers } from '../../layers/suggestion.ts';
import { warningLayers } from '../../layers/warnings.ts';
import MapView, { type MapHandle, type Padding } from '../../map.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useWarningWords } from '../../warnings/use-warning-words.ts';
import { useStandingWarnings } from '../alerts/use-standing-warnings.ts';
import { useHeatLayers } from '../heat/use-heat-layers.ts';
import { useTimedIncidents } from '../incidents/use-incident-time.ts';
import { useIncidentWords } from '../incidents/use-incidents.ts';
import type { StaleCell } from '../need/staleness.ts';
import { useEffortClasses } from '../need/use-effort.ts';
import { useShownWay } from '../need/use-shown-way.ts';
import { useStaleWords } from '../need/use-stale-words.ts';
import { useStaleness } from '../need/use-staleness.ts';
import { gridStandings } from '../officers/standing.ts';
import { useDrawnOfficers } from '../officers/use-drawn-officers.ts';
import { useShownDay } from '../officers/use-today.ts';
import { type Motion, positionAt, retarget } from '../stream/motion.ts';
import { useLive } from '../stream/store.ts';
import { showsVerdicts, useView } from './view.ts';

interface LiveMapProps {
  outlines: Outlines;
  padding: Padding;
  ref: Ref<MapHandle>;
}

const NO_GRIDS = { type: 'FeatureCollection' as const, features: [] };

/** Keeps one motion an officer, retargeted whenever a frame moved the officer. */
const useMotions = (officers: readonly DrawnOfficer[]) => {
  const motions = useRef(new Map<number, Motion>());
  useEffect(() => {
    const nowMs = Date.now();
    for (const { state } of officers) {
      const { officerId, lng, lat } = state;
      motions.current.set(officerId, retarget(motions.current.get(officerId), { lng, lat }, nowMs));
    }
  }, [officers]);
  return motions;
};

/** The live map: state in, layers out. */
export default function LiveMap({ outlines, padding, ref }: LiveMapProps) {
  const { t } = useWords();
  const { palette, styleUrl, beforeId } = useBaseMap();
  const { shown, selection, select } = useView();
  const officers = useDrawnOfficers();
  const alerts = useLive((s) => s.world.alerts);
  const { patrols: shownPatrols } = useShownDay();
  const { shown: incidents } = useTimedIncidents(shown.incidents);
  const warnings = useStandingWarnings();
  const [seen, setSeen] = useState<(Box & { zoom: number }) | null>(null);
  const stale = useStaleness(shown.staleness, outlines, seen);
  const classes = useEffortClasses(shown.effort);
  const way = useShownWay();
  const go = useNavigate();
  const incidentWords = useIncidentWords();
  const warningWords = useWarningWords();
  const staleWords = useStaleWords();
  const motions = useMotions(officers);
  const grids = outlines.grid ?? NO_GRIDS;
  const selectedOfficer = selection?.kind === 'officer' ? selection.id : null;
  const selectedGrid = selection?.kind === 'grid' ? selection.id : null;

  const bounds = useMemo(() => outlineBounds(outlines), [outlines]);
  const standings = useMemo(() => gridStandings(shownPatrols), [shownPatrols]);
  const heat = useHeatLayers(palette, beforeId);
  const isColoured = showsVerdicts(shown);
  const isCovered = shown.heat || shown.incidentHeat;
  const gridState = useMemo(
    () =>
      gridLayers({
        grids,
        standings: isColoured ? standings : new Map(),
        selectedId: selectedGrid,
        isFaint: isCovered,
        palette,
        beforeId,
      }),
    [grids, standings, isColoured, isCovered, selectedGrid, palette, beforeId],
  );
  const layers = useMemo(
    () => [
      ...gridState,
      ...(shown.effort ? effortLayers({ grids, classes, palette, beforeId }) : []),
      ...(shown.staleness ? [stalenessLayer(stale, { palette, beforeId })] : []),
      ...heat.layers,
      ...(shown.warnings
        ? warningLayers({
            warnings: warnings.toReversed(),
            selectedId: null,
            cellsPickable: false,
            palette,
            beforeId,
          })
        : []),
      ...(way ? suggestionLayers(way, palette) : []),
      ...(shown.incidents ? [incidentLayer(incidents, palette)] : []),
      ...(shown.trails ? [trailLayer({ officers, selectedId: selectedOfficer, palette })] : []),
    ],
    [
      gridState,
      shown,
      heat.layers,
      grids,
      classes,
      stale,
      warnings,
      way,
      incidents,
      officers,
      selectedOfficer,
      palette,
      beforeId,
    ],
  );

  const openAlerts = useMemo(() => placedAlerts(alerts.values(), grids.features), [alerts, grids]);
  const moving = useCallback(
    (nowMs: number) => [
      alertLayer(openAlerts, palette, nowMs),
      ...headLayers(
        { officers, selectedId: selectedOfficer, palette },
        (id) => positionAt(motions.current.get(id)!, nowMs),
        nowMs,
      ),
    ],
    [officers, openAlerts, selectedOfficer, palette, motions],
  );

  const onPick = useCallback(
    (picked: { layerId: string; object: unknown } | null) => {
      if (picked?.layerId === 'officers') {
        select({ kind: 'officer', id: (picked.object as DrawnOfficer).state.officerId });
      } else if (picked?.layerId.startsWith('grids')) {
        select({ kind: 'grid', id: (picked.object as { properties: Area }).properties.id });
      } else if (picked?.layerId === 'staleness') {
        select({ kind: 'grid', id: (picked.object as StaleCell).gridId });
      } else if (picked?.layerId === 'warning-icons') {
        go(`/warnings/${(picked.object as Warning).id}`);
      } else if (picked?.layerId === 'incidents') {
        select({ kind: 'incident', id: (picked.object as Incident).id });
      } else select(null);
    },
    [select, go],
  );
  const tooltip = useCallback(
    (layerId: string, object: unknown) => {
      if (layerId === 'officers') {
        const { state, activity } = object as DrawnOfficer;
        return `${state.name}\n${t(`live.activity.${activity}`)}`;
      }
      if (layerId === 'incidents') return incidentWords(object as Incident);
      if (layerId === 'staleness') return staleWords((object as StaleCell).hours);
      if (layerId === 'warning-icons') return warningWords(object as Warning);
      if (!layerId.startsWith('grids')) return null;
      const { id, name } = (object as { properties: Area }).properties;
      return `${name}\n${t(`standing.${standings.get(id) ?? 'none'}`)}`;
    },
    [t, standings, incidentWords, staleWords, warningWords],
  );

  const { onView: onHeatView } = heat;
  const onView = useCallback(
    (view: Box & { zoom: number }) => {
      onHeatView(view);
      setSeen(view);
    },
    [onHeatView],
  );

  return (
    <MapView
      ref={ref}
      label={t('live.map')}
      styleUrl={styleUrl}
      outlines={outlines}
      palette={palette}
      bounds={bounds}
      padding={padding}
      layers={layers}
      moving={moving}
      onPick={onPick}
      tooltip={tooltip}
      onView={onView}
    />
  );
}
