import type { Generated, JSONColumnType } from 'kysely';
import type { HandheldIncident } from '../../contract/fixes/handheld.ts';
import type { Geometry, Moment } from '../store/column-types.ts';

export interface IncidentsTables {
  orphan_incidents: {
    handheld_id: number;
    id: string;
    at: Moment;
    receive_time: Moment;
    body: JSONColumnType<HandheldIncident>;
  };
  incident_categories: {
    code: string;
    parent_code: string | null;
    name_zh: string;
    name_en: string;
    points: number;
    retired_at: Generated<Date | null>;
    merged_into: Generated<string | null>;
    opens_case: Generated<boolean | null>;
  };
  incidents: {
    id: string;
    category: string;
    severity: string;
    found_by: string;
    position: Geometry;
    cell: bigint;
    occurred_from: Moment;
    occurred_to: Moment;
    grid_id: number | null;
    received_at: Generated<Date>;
    version: Generated<number>;
    revision: Generated<number>;
    reported_by: string | null;
  };
  incident_versions: {
    incident_id: string;
    version: number;
    withdrawn: boolean;
    category: string;
    severity: string;
    found_by: string;
    position: Geometry;
    occurred_from: Moment;
    occurred_to: Moment;
    grid_id: number | null;
    revision: number;
    received_at: Moment;
    reported_by: string | null;
    comment: string | null;
  };
}
