import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { alertsOf, incidentsBetween, warningsBetween } from '../api/replay.ts';
import type { Question } from './question.ts';

/** What was known of a period: at a moment, the incidents that had begun, the alerts and the warnings that stood; and which of them cannot be had. */
export const useEvents = ({ fromMs, toMs }: Question, atMs: number) => {
  const incidents = useQuery(incidentsBetween(fromMs, toMs));
  const alerts = useQuery(alertsOf(fromMs, toMs));
  const warnings = useQuery(warningsBetween(fromMs, toMs));
  // Told four times a second, and drawn anew only where something came or went.
  const shown = {
    incidents: (incidents.data ?? []).filter(({ from }) => Date.parse(from) <= atMs),
    alerts: (alerts.data ?? []).filter(
      ({ at, until, withdrawnAt }) =>
        withdrawnAt === null &&
        Date.parse(at) <= atMs &&
        (until === null || atMs < Date.parse(until)),
    ),
    warnings: (warnings.data ?? []).filter(
      ({ endedAt, raisedAt }) =>
        Date.parse(raisedAt) <= atMs && (endedAt === null || atMs < Date.parse(endedAt)),
    ),
  };
  const key = Object.values(shown)
    .map((list) => list.map(({ id }) => id).join())
    .join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` tells when another is shown
  const events = useMemo(() => shown, [key]);
  return { events, failed: [incidents, alerts, warnings].find(({ isError }) => isError) };
};
