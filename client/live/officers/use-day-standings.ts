import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { DayStanding, DayStandings } from '../../../server/contract/patrols/day-standings.ts';
import { dayStandingsQuery } from '../../api/patrols.ts';
import { queryClient } from '../../api/query-client.ts';
import { type Day, useView } from '../map/view.ts';
import { useLive } from '../stream/store.ts';
import { useDays } from './use-today.ts';

/** Asked again at most this often while patrols change, ms. */
const AGAIN_MS = 5_000;

const NO_GRIDS: DayStandings['grids'] = [];

const iso = (ms: number): string => new Date(ms).toISOString();
const judgedOf = ({ counts }: DayStandings): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const useStandings = () => {
  const [yesterday, today, tomorrow] = useDays();
  const { data: earlier } = useQuery(dayStandingsQuery(iso(yesterday), iso(today)));
  const { data: current } = useQuery(dayStandingsQuery(iso(today), iso(tomorrow)));
  return { earlier, current };
};

/** Asks again for how the days stand when the stream brought patrols. */
export const useFollowStandings = (): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useLive.subscribe(({ world }, before) => {
      if (world.patrols === before.world.patrols || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries({ queryKey: ['day-standings'] });
      }, AGAIN_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
};

/** Patrols of today that are under way or judged, and those of yesterday still under way, in figures; undefined while not known. */
export const useTodaysFigures = (): { walking?: number; judged?: number } => {
  const { earlier, current } = useStandings();
  return {
    ...(earlier && current && { walking: earlier.walking + current.walking }),
    ...(current && { judged: judgedOf(current) }),
  };
};

/** The day on show: how its patrols (undefined while not known) and its grids stand. */
export const useShownDay = () => {
  const { earlier, current } = useStandings();
  const chosen = useView((v) => v.day);
  const isTooEarly = current && earlier && judgedOf(current) === 0 && judgedOf(earlier) > 0;
  const day: Day = chosen ?? (isTooEarly ? 'yesterday' : 'today');
  const { counts, grids = NO_GRIDS } = (day === 'today' ? current : earlier) ?? {};
  const standings = useMemo(
    () => new Map<number, DayStanding>(grids.map(({ gridId, standing }) => [gridId, standing])),
    [grids],
  );
  return { day, counts, standings };
};
