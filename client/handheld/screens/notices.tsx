import { useMemo } from 'react';
import { inDatum } from '../../../server/contract/areas/datum.ts';
import type { OwnDuty } from '../../../server/contract/handhelds/own.ts';
import { useClock } from '../../parts/use-clock.ts';
import { useHandheld } from '../core/state.ts';
import type { Patrol } from '../queue/records.ts';
import { useHandheldWords } from '../use-handheld-words.ts';
import { useNotices } from '../walk/use-notices.ts';

/** On every screen, while a patrol is on: what the officer is to be told of the walk. */
export const Notices = () => {
  const { duty, patrol } = useHandheld();
  if (!patrol || !duty) return null;
  // Another patrol begins without what was remembered of the one before.
  return <OfPatrol key={patrol.startedAt} patrol={patrol} duty={duty} />;
};

const OfPatrol = ({ patrol, duty }: { patrol: Patrol; duty: OwnDuty }) => {
  const { t } = useHandheldWords();
  const { clockAheadMs: aheadMs = 0, gap = null, place } = useHandheld();
  const nowMs = useClock(1_000);
  const here = useMemo(() => place && inDatum(place, duty.datum, 'wgs84'), [place, duty]);
  return useNotices(patrol, duty, { aheadMs, gap, nowMs, place: here }).map((notice) => (
    <p key={notice} role="alert" className="notice" data-notice={notice}>
      {t(`notice.${notice}`)}
    </p>
  ));
};
