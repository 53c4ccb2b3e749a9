import type { Generated, JSONColumnType } from 'kysely';
import type { WarningThresholds } from '../../contract/warnings/thresholds.ts';
import type {
  Finding,
  WarningLevel,
  WarningReason,
  WarningState,
  WarningVerdict,
} from '../../contract/warnings/warning.ts';
import type { Moment, MomentOrNull, Validity } from '../store/column-types.ts';

export interface WarningsTables {
  warning_thresholds: Validity & {
    area_id: number;
    version: number;
    thresholds: JSONColumnType<WarningThresholds>;
    published_by: string;
    published_at: Generated<Date>;
  };
  warning_clock: { one: boolean };
  warning_runs: {
    area_id: number;
    at: Moment;
    version: number;
    recorded_at: Moment;
    digest: string;
    categories: JSONColumnType<(string | null)[]> | null;
  };
  warnings: {
    id: Generated<number>;
    watched_id: number;
    area_id: number;
    grid_ids: number[];
    category: string | null;
    level: WarningLevel;
    peak: WarningLevel;
    state: WarningState;
    supported: boolean;
    edition: number;
    version: number;
    raised_at: Moment;
    changed_at: Moment;
    ended_at: MomentOrNull;
    found_from: Moment;
    found_to: Moment;
    cells: string[];
    said: string;
    head: JSONColumnType<object>;
    handled_by: string | null;
    verdict: WarningVerdict | null;
    follows: number | null;
    merged_into: number | null;
  };
  warning_findings: {
    area_id: number;
    at: Moment;
    version: number;
    n: number;
    superseded: number | null;
    warning_id: number | null;
    category: string | null;
    level: WarningLevel;
    place: string;
    said: string;
    finding: JSONColumnType<Finding>;
  };
  warning_versions: {
    warning_id: number;
    version: number;
    edition: number;
    recorded_at: Moment;
    run_at: Moment;
    reason: WarningReason;
    level: WarningLevel;
    supported: boolean;
    findings: JSONColumnType<Finding[]>;
  };
  warning_steps: {
    warning_id: number;
    edition: number;
    step: string;
    from_state: WarningState;
    to_state: WarningState;
    at: Moment;
    by_account: string | null;
    comment: string | null;
    verdict: WarningVerdict | null;
  };
  warning_receipts: {
    handheld_id: number;
    warning_id: number;
    edition: number;
    received_at: Moment;
  };
}
