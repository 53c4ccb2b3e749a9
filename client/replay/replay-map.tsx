import { type Ref, useCallback, useMemo } from 'react';
import type { Tracks } from '../../server/contract/fixes/tracks.ts';
import type { Incident } from '../../server/contract/incidents/incident.ts';
import { useWords } from '../i18n/use-words.ts';
import { alertLayer } from '../layers/alerts.ts';
import type { Outlines } from '../layers/base-map/base-style.ts';
import { outlineBounds, roundPlace } from '../layers/bounds.ts';
import { incidentLayer } from '../layers/incidents.ts';
import { reachLayer, replayLayers } from '../layers/replay.ts';
import { warningLayers } from '../layers/warnings.ts';
import { useIncidentWords } from '../live/incidents/use-incidents.ts';
import MapView, { type MapHandle, type Padding } from '../map.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import type { Question } from './question.ts';
import type { createClock } from './use-clock.ts';
import type { useEvents } from './use-events.ts';
import { gapOf, tripsOf, type Walk } from './walks.ts';

const PADDING: Padding = { top: 36, right: 36, bottom: 110, left: 390 };
/** A way stays for five minutes of then, or six seconds of now where those are more. */
const TRAIL_S = 300;
const TRAIL_NOW_S = 6;

interface ReplayMapProps {
  question: Question;
  outlines: Outlines;
  tracks: Tracks | undefined;
  walks: readonly Walk[];
  clock: ReturnType<typeof createClock>;
  events: ReturnType<typeof useEvents>['events'];
  ref: Ref<MapHandle>;
}

/** The past on the map: state in, layers out; what moves is asked of the clock at each frame. */
export default function ReplayMap(props: ReplayMapProps) {
  const { clock, events, outlines, question, ref, tracks, walks } = props;
  const { fromMs, near, speed } = question;
  const { t } = useWords();
  const incidentWords = useIncidentWords();
  const { palette, beforeId } = useBaseMap();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first view; then the user has the map
  const bounds = useMemo(() => (near ? roundPlace(near) : outlineBounds(outlines)), []);
  const layers = useMemo(
    () => [
      ...warningLayers({
        ...{ warnings: events.warnings, selectedId: null, cellsPickable: false },
        ...{ palette, beforeId },
      }),
      ...(near ? [reachLayer(near, palette)] : []),
      incidentLayer(events.incidents, palette),
    ],
    [events, near, palette, beforeId],
  );
  const trips = useMemo(
    () => (tracks ? tripsOf(walks, tracks, fromMs) : []),
    [tracks, walks, fromMs],
  );
  const gapMs = tracks ? gapOf(tracks) : 0;
  const placed = useMemo(
    () =>
      events.alerts.flatMap((a) =>
        a.lng === null || a.lat === null ? [] : [{ ...a, lng: a.lng, lat: a.lat }],
      ),
    [events],
  );
  const moment = useCallback(() => clock.at(performance.now()), [clock]);
  const moving = useCallback(
    (nowMs: number) => [
      alertLayer(placed, palette, nowMs),
      ...replayLayers({
        ...{ walks, trips, gapMs, palette },
        atMs: moment() - fromMs,
        trailS: Math.max(TRAIL_S, TRAIL_NOW_S * speed),
      }),
    ],
    [placed, walks, trips, gapMs, moment, fromMs, speed, palette],
  );
  const tooltip = useCallback(
    (layerId: string, object: unknown) => {
      if (layerId === 'replay-heads') return (object as Walk).name;
      return layerId === 'incidents' ? incidentWords(object as Incident) : null;
    },
    [incidentWords],
  );
  return (
    <MapView
      ref={ref}
      label={t('replay.map')}
      outlines={outlines}
      bounds={bounds}
      padding={PADDING}
      layers={layers}
      moving={moving}
      moment={moment}
      tooltip={tooltip}
    />
  );
}
