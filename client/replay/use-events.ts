import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { INCIDENTS_MAX } from '../api/incidents.ts';
import { alertsOf, EVENTS_MAX, incidentsBetween, warningsBetween } from '../api/replay.ts';
import { lastAt } from '../evidence/map/track.ts';
import type { Question } from './question.ts';

/** Whether something stood at a moment, Unix ms, that began and ended then; null: it has not ended. */
const stood = (from: string, until: string | null, ms: number): boolean =>
  Date.parse(from) <= ms && (until === null || ms < Date.parse(until));

/** What was known of a period: at a moment, the incidents that had begun, the alerts and the warnings that stood; which of them cannot be had, and which are more than are shown. */
export const useEvents = ({ fromMs, toMs }: Question, atMs: number) => {
  const incidents = useQuery(incidentsBetween(fromMs, toMs));
  const alerts = useQuery(alertsOf(fromMs, toMs));
  const warnings = useQuery(warningsBetween(fromMs, toMs));
  const known = useMemo(
    () => ({
      incidents: incidents.data ?? [],
      alerts: (alerts.data ?? []).filter(({ withdrawnAt }) => withdrawnAt === null),
      warnings: warnings.data ?? [],
    }),
    [incidents.data, alerts.data, warnings.data],
  );
  /** When something came or went, in order. */
  const turns = useMemo(() => {
    const texts = [
      ...known.incidents.map(({ from }) => from),
      ...known.alerts.flatMap(({ at, until }) => [at, until]),
      ...known.warnings.flatMap(({ endedAt, raisedAt }) => [raisedAt, endedAt]),
    ];
    return Float64Array.from(texts.filter((text) => text !== null).map(Date.parse)).sort();
  }, [known]);
  // Told four times a second, and drawn anew only after a turn.
  const turn = turns[lastAt(turns.length, (i) => turns[i]!, atMs)] ?? Number.NEGATIVE_INFINITY;
  const events = useMemo(
    () => ({
      incidents: known.incidents.filter(({ from }) => stood(from, null, turn)),
      alerts: known.alerts.filter(({ at, until }) => stood(at, until, turn)),
      warnings: known.warnings.filter(({ endedAt, raisedAt }) => stood(raisedAt, endedAt, turn)),
    }),
    [known, turn],
  );
  const cut = [
    { kind: 'incidents', shown: incidents.data?.length, most: INCIDENTS_MAX },
    { kind: 'alerts', shown: alerts.data?.length, most: EVENTS_MAX },
    { kind: 'warnings', shown: warnings.data?.length, most: EVENTS_MAX },
  ] as const;
  return {
    events,
    cut: cut.filter(({ shown, most }) => shown === most),
    failed: [incidents, alerts, warnings].find(({ isLoadingError }) => isLoadingError),
  };
};
