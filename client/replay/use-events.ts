import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { alertsOf, incidentsBetween, warningsBetween } from '../api/replay.ts';
import type { Question } from './question.ts';

/** What was known of a period: at a moment, the incidents that had begun, the alerts and the warnings that stood. */
export const useEvents = ({ fromMs, toMs }: Question, atMs: number) => {
  const incidents = useQuery(incidentsBetween(fromMs, toMs)).data;
  const alerts = useQuery(alertsOf(fromMs, toMs)).data;
  const warnings = useQuery(warningsBetween(fromMs, toMs)).data;
  // Told four times a second, and drawn anew only where something came or went.
  const shown = {
    incidents: (incidents ?? []).filter(({ from }) => Date.parse(from) <= atMs),
    alerts: (alerts ?? []).filter(
      ({ at, until, withdrawnAt }) =>
        withdrawnAt === null &&
        Date.parse(at) <= atMs &&
        (until === null || atMs < Date.parse(until)),
    ),
    warnings: (warnings ?? []).filter(
      ({ endedAt, raisedAt }) =>
        Date.parse(raisedAt) <= atMs && (endedAt === null || atMs < Date.parse(endedAt)),
    ),
  };
  const key = Object.values(shown)
    .map((list) => list.map(({ id }) => id).join())
    .join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` tells when another is shown
  return useMemo(() => shown, [key]);
};
