import { useQuery } from '@tanstack/react-query';
import { type Ref, useCallback, useEffect, useMemo, useRef } from 'react';
import type { Area } from '../../server/contract/area.ts';
import type { Incident } from '../../server/contract/incident.ts';
import { siteQuery } from '../api/queries.ts';
import { useWords } from '../i18n/use-words.ts';
import { alertLayer, placedAlerts } from '../layers/alerts.ts';
import { FIRST_LABEL, type Outlines } from '../layers/base-style.ts';
import { type Bounds, geometryBounds } from '../layers/bounds.ts';
import { gridLayers } from '../layers/grids.ts';
import { incidentLayer } from '../layers/incidents.ts';
import { type DrawnOfficer, headLayers, trailLayer } from '../layers/officers.ts';
import MapView, { type MapHandle, type Padding } from '../map.tsx';
import { useShade } from '../theme/preferences.ts';
import { PALETTES } from '../theme/tokens.ts';
import { type Motion, positionAt, retarget } from './motion.ts';
import { gridStandings } from './standing.ts';
import { useLive } from './store.ts';
import { useDrawnOfficers } from './use-drawn-officers.ts';
import { useHeatLayers } from './use-heat-layers.ts';
import { useIncidentWords, useWeekIncidents } from './use-incidents.ts';
import { useShownDay } from './use-today.ts';
import { useView } from './view.ts';

interface LiveMapProps {
  outlines: Outlines;
  padding: Padding;
  ref: Ref<MapHandle>;
}

const NO_GRIDS = { type: 'FeatureCollection' as const, features: [] };
const ANYWHERE: Bounds = [
  [73, 18],
  [135, 54],
];

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
  const palette = PALETTES[useShade()];
  const { data: site } = useQuery(siteQuery);
  const { shown, selection, select } = useView();
  const officers = useDrawnOfficers();
  const alerts = useLive((s) => s.world.alerts);
  const { patrols: shownPatrols } = useShownDay();
  const incidents = useWeekIncidents(shown.incidents);
  const incidentWords = useIncidentWords();
  const motions = useMotions(officers);
  const grids = outlines.grid ?? NO_GRIDS;
  const styleUrl = site?.mapStyleUrl ?? null;
  const beforeId = styleUrl ? undefined : FIRST_LABEL;
  const selectedOfficer = selection?.kind === 'officer' ? selection.id : null;
  const selectedGrid = selection?.kind === 'grid' ? selection.id : null;

  const bounds = useMemo(
    () =>
      geometryBounds(
        (outlines.grid ?? outlines.village ?? outlines.town ?? NO_GRIDS).features.map(
          (f) => f.geometry,
        ),
      ) ?? ANYWHERE,
    [outlines],
  );
  const standings = useMemo(() => gridStandings(shownPatrols), [shownPatrols]);
  const heat = useHeatLayers(palette, beforeId);
  const gridState = useMemo(
    () =>
      gridLayers({
        grids,
        standings: shown.grids ? standings : new Map(),
        selectedId: selectedGrid,
        isFaint: shown.heat || shown.incidentHeat,
        palette,
        beforeId,
      }),
    [
      grids,
      standings,
      shown.grids,
      shown.heat,
      shown.incidentHeat,
      selectedGrid,
      palette,
      beforeId,
    ],
  );
  const layers = useMemo(
    () => [
      ...gridState,
      ...heat.layers,
      ...(shown.incidents ? [incidentLayer(incidents, palette)] : []),
      ...(shown.trails ? [trailLayer({ officers, selectedId: selectedOfficer, palette })] : []),
    ],
    [gridState, shown, heat.layers, incidents, officers, selectedOfficer, palette],
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
      } else if (picked?.layerId !== 'incidents') select(null);
    },
    [select],
  );
  const tooltip = useCallback(
    (layerId: string, object: unknown) => {
      if (layerId === 'officers') {
        const { state, activity } = object as DrawnOfficer;
        return `${state.name}\n${t(`live.activity.${activity}`)}`;
      }
      if (layerId === 'incidents') return incidentWords(object as Incident);
      if (!layerId.startsWith('grids')) return null;
      const { id, name } = (object as { properties: Area }).properties;
      return `${name}\n${t(`standing.${standings.get(id) ?? 'none'}`)}`;
    },
    [t, standings, incidentWords],
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
      onView={heat.onView}
    />
  );
}
