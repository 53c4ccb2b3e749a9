import { DAY_MS } from '../../server/contract/units.ts';
import { planDay } from '../simulator/day.ts';
import { type StoreWalksOptions, storeWalks } from '../simulator/walk/store-walks.ts';

/** Days before `nowMs` that are walked already. */
export type HistoryOptions = Omit<StoreWalksOptions, 'plans'> & { days: number };

/** Stores the last days of a deployment as their handhelds would have sent them. */
export const walkHistory = ({ days, ...options }: HistoryOptions): Promise<void> =>
  storeWalks({
    ...options,
    plans: Array.from({ length: days }, (_, k) =>
      planDay(options.world, options.nowMs - (days - k) * DAY_MS),
    ).flat(),
  });
