import { type Ref, useCallback, useEffect, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Area } from '../../../server/contract/areas/area.ts';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { Box } from '../../../server/contract/console/heat.ts';
import { TRAILS_OFFICERS_MAX } from '../../../server/contract/console/trails.ts';
import type { Incident } from '../../../server/contract/incidents/incident.ts';
import type { Warning } from '../../../server/contract/warnings/warning.ts';
import { useWords } from '../../i18n/use-words.ts';
import { alertLayer, placedAlerts } from '../../layers/alerts.ts';
import { NO_AREAS, type Outlines } from '../../layers/base-map/base-style.ts';
import { outlineBounds } from '../../layers/bounds.ts';
import { effortLayers } from '../../layers/effort.ts';
import { fleetLayers } from '../../layers/fleet/layers.ts';
import { areaOutline, gridLayers } from '../../layers/grids.ts';
import { incidentLayer } from '../../layers/incidents.ts';
import { pinLayer } from '../../layers/pin.ts';
import { stalenessLayer } from '../../layers/staleness.ts';
import { suggestionLayers } from '../../layers/suggestion.ts';
import { warningLayers } from '../../layers/warnings.ts';
import MapView, { type MapHandle, type Padding } from '../../map.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useResultLayers } from '../../studies/result/use-result-layers.ts';
import { useWarningWords } from '../../warnings/use-warning-words.ts';
import { useStandingWarnings } from '../alerts/use-standing-warnings.ts';
import { backfill } from '../fleet/backfill.ts';
import type { SeenOfficer } from '../fleet/fleet.ts';
import { fleet, useFleet } from '../fleet/fleet-store.ts';
import { useHeatLayers } from '../heat/use-heat-layers.ts';
import { useTimedIncidents } from '../incidents/use-incident-time.ts';
import { useIncidentWords } from '../incidents/use-incidents.ts';
import type { StaleCell } from '../need/staleness.ts';
import { useEffortClasses } from '../need/use-effort.ts';
import { useShownWay } from '../need/use-shown-way.ts';
import { useStaleWords } from '../need/use-stale-words.ts';
import { useStaleness } from '../need/use-staleness.ts';
import { useShownDay } from '../officers/use-day-standings.ts';
import { useLive } from '../stream/store.ts';
import { useLiveStudy } from '../study/use-live-study.ts';
import { useIsAfar, useShownLayers } from './shown-layers.ts';
import { showsVerdicts, useView, type ViewPlace } from './view.ts';

interface LiveMapProps {
  outlines: Outlines;
  padding: Padding;
  /** Where the map begins; null: with the whole area. */
  start: ViewPlace | null;
  ref: Ref<MapHandle>;
}

/** From this zoom on the way officers came before the page was opened is asked for. */
const BACKFILL_ZOOM = 13;

/** The live map: state in, layers out. */
export default function LiveMap({ outlines, padding, start, ref }: LiveMapProps) {
  const { t } = useWords();
  const { palette, beforeId } = useBaseMap();
  const { selection, select, seen, pin, pinAt } = useView();
  const shown = useShownLayers();
  const isAfar = useIsAfar();
  const alerts = useLive((s) => s.world.alerts);
  const { standings } = useShownDay();
  const { shown: incidents } = useTimedIncidents(shown.incidents);
  const warnings = useStandingWarnings();
  const stale = useStaleness(shown.staleness, outlines, seen);
  const classes = useEffortClasses(shown.effort);
  const way = useShownWay();
  const go = useNavigate();
  const incidentWords = useIncidentWords();
  const warningWords = useWarningWords();
  const staleWords = useStaleWords();
  const grids = outlines.grid ?? NO_AREAS;
  const selectedOfficer = selection?.kind === 'officer' ? selection.id : null;
  const selectedGrid = selection?.kind === 'grid' ? selection.id : null;
  const selectedWarning = selection?.kind === 'warning' ? selection.id : null;
  const selectedPlace = selection?.kind === 'place' ? selection.id : null;

  const { study, varied } = useLiveStudy();
  const { layers: studied } = useResultLayers(study?.method ?? '', study && varied.shown, {
    ...{ palette, beforeId },
    pickable: false,
  });

  const bounds = useMemo(() => outlineBounds(outlines), [outlines]);
  const heat = useHeatLayers(palette, beforeId);
  const isColoured = showsVerdicts(shown);
  const isCovered = shown.heat || shown.incidentHeat || studied.length > 0;
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
      ...studied,
      ...(shown.warnings
        ? warningLayers({
            warnings: warnings.toReversed(),
            selectedId: selectedWarning,
            cellsPickable: false,
            palette,
            beforeId,
          })
        : []),
      ...areaOutline(outlines, selectedPlace, palette),
      ...(way ? suggestionLayers(way, palette) : []),
      ...(shown.incidents ? [incidentLayer(incidents, palette)] : []),
      ...(pin ? [pinLayer(pin, palette)] : []),
    ],
    [
      gridState,
      shown,
      heat.layers,
      studied,
      grids,
      classes,
      stale,
      warnings,
      way,
      incidents,
      outlines,
      selectedPlace,
      selectedWarning,
      pin,
      palette,
      beforeId,
    ],
  );

  const openAlerts = useMemo(() => placedAlerts(alerts.values(), grids.features), [alerts, grids]);
  const moving = useCallback(
    (nowMs: number) => {
      return [
        alertLayer(openAlerts, palette, nowMs),
        ...fleetLayers(
          { fleet, isAfar, selectedId: selectedOfficer, withTrails: shown.trails, palette },
          nowMs,
        ),
      ];
    },
    [openAlerts, isAfar, selectedOfficer, shown.trails, palette],
  );
  const isThere = useFleet((f) => f.isThere);
  useEffect(() => {
    if (!isThere) return;
    if (selectedOfficer !== null) backfill.want([selectedOfficer]);
    if (shown.trails && seen && seen.zoom >= BACKFILL_ZOOM)
      backfill.want(fleet.within(seen, TRAILS_OFFICERS_MAX));
  }, [isThere, selectedOfficer, shown.trails, seen]);

  const onPick = useCallback(
    (picked: { layerId: string; object: unknown } | null) => {
      if (useView.getState().isPinning) return;
      if (picked?.layerId === 'officers') {
        select({ kind: 'officer', id: (picked.object as SeenOfficer).officerId });
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
  const onPlace = useCallback(
    (place: LngLat) => {
      if (useView.getState().isPinning) pinAt(place);
    },
    [pinAt],
  );
  const tooltip = useCallback(
    (layerId: string, object: unknown) => {
      if (layerId === 'officers') {
        const { name, activity } = object as SeenOfficer;
        return `${name}\n${t(`live.activity.${activity}`)}`;
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
    (view: Box & { zoom: number }, moved: LngLat | null) => {
      onHeatView(view);
      useView.setState({ seen: view, ...(moved && { place: { ...moved, zoom: view.zoom } }) });
    },
    [onHeatView],
  );

  return (
    <MapView
      ref={ref}
      label={t('live.map')}
      outlines={outlines}
      bounds={bounds}
      start={start}
      padding={padding}
      layers={layers}
      moving={moving}
      onPick={onPick}
      onPlace={onPlace}
      tooltip={tooltip}
      onView={onView}
    />
  );
}
