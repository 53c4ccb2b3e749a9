import type { MetricLevel } from '../../contract/metrics/metrics.ts';

/** The column of a roll-up that names the unit of a level. */
export const UNIT_COLUMNS: Record<MetricLevel, string> = {
  officer: 'officer_id',
  grid: 'grid_id',
  village: 'village_id',
  town: 'town_id',
  district: 'district_id',
  city: 'city_id',
};
