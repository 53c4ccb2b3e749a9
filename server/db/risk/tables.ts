import type { Generated, JSONColumnType } from 'kysely';
import type { Moment } from '../store/column-types.ts';

export interface RiskTables {
  risk_days: {
    day: string;
    version: Generated<number>;
    judged: Generated<number>;
  };
  risk_corrections: { n: Generated<number>; incident_id: string };
  forecasts: {
    area_id: number;
    day: string;
    made_at: Moment;
    from_at: Moment;
    to_at: Moment;
    serving: string;
    resolution: number;
    cells: Uint8Array;
  };
  forecast_values: {
    area_id: number;
    day: string;
    method: string;
    parameters: JSONColumnType<Record<string, number>>;
    expected: Uint8Array;
  };
  forecast_scores: {
    area_id: number;
    day: string;
    method: string;
    version: number;
    scored_at: Moment;
    incidents: number;
    cells: number;
    picked: number[];
    hits: number[];
    best: number[];
    log_score: number;
  };
  forecast_scored: { area_id: number; day: string; data_version: number };
  forecast_standings: {
    area_id: number;
    number: number;
    decided_at: Moment;
    serving: string;
    stands_down: boolean;
    since: string;
    judged: string;
  };
}
