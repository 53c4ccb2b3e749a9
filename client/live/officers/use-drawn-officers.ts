import { useMemo } from 'react';
import type { DrawnOfficer } from '../../layers/officers.ts';
import { useLive } from '../stream/store.ts';
import { activityOf, headingOf } from './activity.ts';

/** Every officer with activity and heading as of the last frame, in the order they appeared. */
export const useDrawnOfficers = (): DrawnOfficer[] => {
  const officers = useLive((s) => s.world.officers);
  const at = useLive((s) => s.world.at);
  return useMemo(
    () =>
      [...officers.values()].map((state) => ({
        state,
        activity: activityOf(state, at),
        headingDeg: headingOf(state),
      })),
    [officers, at],
  );
};
