import type { Generated, JSONColumnType } from 'kysely';
import type { Role } from '../../contract/accounts/account.ts';
import type { GridType, Level } from '../../contract/areas/area.ts';
import type { Datum } from '../../contract/areas/geo.ts';
import type { HandheldIncident } from '../../contract/fixes/handheld.ts';
import type { Origin } from '../../contract/handhelds/binding.ts';
import type { RevokedWhy } from '../../contract/handhelds/state.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Signatures } from '../../contract/patrols/signatures.ts';
import type { Outcome, Verdict } from '../../contract/patrols/verdict.ts';
import type { DayKind } from '../../contract/people/holiday.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { Study, StudySelection } from '../../contract/studies/study.ts';
import type { WarningThresholds } from '../../contract/warnings/thresholds.ts';
import type {
  Finding,
  WarningLevel,
  WarningReason,
  WarningState,
  WarningVerdict,
} from '../../contract/warnings/warning.ts';
import type { EventType, WebhookState } from '../../contract/webhooks/webhook.ts';
import type { FixesTable, FixRow } from '../fixes/columns.ts';
import type { Geometry, Moment, MomentOrNull } from './column-types.ts';

interface Validity {
  valid_from: Moment;
  valid_to: MomentOrNull;
}

/** Tables as kysely sees them; sql/migrations is what defines them. */
export interface Database {
  areas: { id: Generated<number>; code: string; withdrawn_version: number | null };
  area_versions: Validity & {
    area_id: number;
    version: number;
    parent_id: number | null;
    level: Level;
    name: string;
    grid_type: GridType | null;
    time_zone: string;
    geom: Geometry;
    since_edition: Generated<number>;
  };
  officers: {
    id: Generated<number>;
    code: string;
    name: string;
    category: OfficerCategory;
    home_area_id: number | null;
  };
  officer_agreements: {
    officer_id: number;
    notice: string;
    agreed_at: Date;
    handheld_id: number;
  };
  officer_names: {
    officer_id: number;
    since: Date;
    since_edition: Generated<number>;
    name: string;
  };
  officer_assignments: Validity & { officer_id: number; area_id: number };
  handhelds: {
    id: Generated<number>;
    code: string;
    secret_hash: string;
    datum: Datum;
    home_area_id: number | null;
    enrolled_at: MomentOrNull;
    revoked_at: MomentOrNull;
    revoked_why: RevokedWhy | null;
  };
  handheld_assignments: Validity & { handheld_id: number; officer_id: number };
  norms: {
    id: Generated<number>;
    area_id: number;
    grid_type: GridType | null;
    officer_category: OfficerCategory | null;
    name: string;
  };
  norm_versions: Validity & {
    norm_id: number;
    version: number;
    rules: JSONColumnType<NormRules>;
    published_by: string | null;
    published_at: Date | null;
  };
  warning_thresholds: Validity & {
    area_id: number;
    version: number;
    thresholds: JSONColumnType<WarningThresholds>;
    published_by: string;
    published_at: Generated<Date>;
  };
  users: {
    id: Generated<number>;
    name: string;
    password_hash: string;
    role: Role;
    area_id: number;
    created_at: Generated<Date>;
    disabled_at: Moment | null;
    disabled_by: string | null;
    temporary_until: Moment | null;
    last_sign_in_at: Moment | null;
    totp_sealed: string | null;
    totp_step: number | null;
    recovery_hashes: Generated<string[]>;
    issuer: string | null;
    subject: string | null;
  };
  settings: { key: string; value: string };
  console_sessions: {
    id_hash: string;
    data: JSONColumnType<object>;
    expires_at: Moment;
    started_at: Generated<Date>;
    seen_at: Generated<Date>;
  };
  fixes: FixesTable;
  orphan_fixes: {
    handheld_id: number;
    session: Moment;
    seq: number;
    device_time: Moment;
    receive_time: Moment;
    body: JSONColumnType<FixRow>;
  };
  orphan_incidents: {
    handheld_id: number;
    id: string;
    at: Moment;
    receive_time: Moment;
    body: JSONColumnType<HandheldIncident>;
  };
  refused_fixes: { handheld_id: number; day: string; reason: string; count: number };
  patrols: {
    officer_id: number;
    id: Generated<number>;
    grid_id: number;
    origin: 'declared' | 'recognised';
    start_time: Moment;
    end_time: MomentOrNull;
    guessed_until: MomentOrNull;
    declared_grid_id: number | null;
  };
  patrol_presses: {
    id: Generated<number>;
    handheld_id: number | null;
    officer_id: number | null;
    kind: 'start' | 'end';
    device_time: Moment;
    at: Moment;
    receive_time: MomentOrNull;
    grid_id: number | null;
    start_time: MomentOrNull;
    unplaced: Generated<boolean>;
  };
  withdrawn_patrols: {
    officer_id: number;
    patrol_id: number;
    withdrawn_at: Generated<Date>;
    body: JSONColumnType<object>;
  };
  recognition_jobs: { officer_id: number; day: string };
  verdicts: {
    officer_id: number;
    patrol_id: number;
    version: number;
    decided_at: Moment;
    outcome: Outcome;
    effective_min: number;
    coverage: number;
    fix_set: string;
    grid_version: number;
    norm_id: number;
    norm_version: number;
    rule_set: string;
    body: JSONColumnType<Verdict>;
    origins: JSONColumnType<Origin[]> | null;
    signatures: JSONColumnType<Signatures> | null;
    weak: Generated<string[]>;
  };
  patrol_tracks: {
    officer_id: number;
    patrol_id: number;
    track: Uint8Array;
    places: number[] | null;
  };
  verdict_jobs: {
    officer_id: number;
    patrol_id: number;
    due_at: Moment;
    attempts: Generated<number>;
    last_error: string | null;
    naming: Generated<number>;
  };
  contests: {
    officer_id: number;
    id: Generated<number>;
    patrol_id: number;
    verdict_version: number;
    text: string;
    contested_by: string | null;
    contested_at: Generated<Date>;
    decision: 'upheld' | 'overridden' | null;
    outcome: Outcome | null;
    note: string | null;
    decided_by: string | null;
    decided_at: MomentOrNull;
  };
  alerts: {
    officer_id: number;
    id: Generated<number>;
    kind: string;
    at: Moment;
    patrol_id: number | null;
    position: Geometry | null;
    text: string | null;
    acknowledged_by: string | null;
    acknowledged_at: MomentOrNull;
    comment: string | null;
    grid_id: number | null;
    due_at: MomentOrNull;
    until: MomentOrNull;
    learnt_at: MomentOrNull;
    cleared_at: MomentOrNull;
    withdrawn_at: MomentOrNull;
    limit_min: number | null;
    handheld_id: number | null;
    area_ids: number[] | null;
    device_time: MomentOrNull;
  };
  sos_presses: {
    id: Generated<number>;
    handheld_id: number;
    officer_id: number;
    alert_id: number;
    said: string;
    device_time: MomentOrNull;
    receive_time: Moment;
    position: Geometry | null;
    text: string | null;
  };
  officer_leave: {
    officer_id: number;
    first_day: string;
    last_day: string;
    kind: string;
    substitute_id: number | null;
  };
  officer_pairs: {
    officer_id: number;
    partner_id: number;
    first_day: string;
    last_day: string | null;
    put_by: string;
  };
  rollup_jobs: {
    grid_id: number;
    day: string;
    due_at: Moment;
    attempts: Generated<number>;
    last_error: string | null;
    naming: Generated<number>;
  };
  job_leases: { name: string; holder: string; until: Moment };
  api_keys: {
    id: Generated<number>;
    name: string;
    key_hash: string;
    area_id: number;
    requests_per_minute: number;
    reports: Generated<boolean>;
    persons: Generated<boolean>;
    created_by: string;
    created_at: Generated<Date>;
    last_used_at: MomentOrNull;
    revoked_at: MomentOrNull;
  };
  studies: {
    id: Generated<number>;
    name: string;
    owner: string;
    area_id: number;
    shared: boolean;
    method: string;
    parameters: JSONColumnType<Record<string, unknown>>;
    selection: JSONColumnType<StudySelection>;
    state: Study['state'];
    progress: number;
    error: JSONColumnType<NonNullable<Study['error']>> | null;
    summary: JSONColumnType<Record<string, unknown>> | null;
    /** Codes with their values; sentences in rows older than the codes. */
    notes: JSONColumnType<unknown[]>;
    versions: JSONColumnType<Record<string, string>>;
    data_hash: string | null;
    created_at: Generated<Date>;
    started_at: MomentOrNull;
    heard_at: MomentOrNull;
    finished_at: MomentOrNull;
    series: number | null;
    every_days: number | null;
    next_at: MomentOrNull;
  };
  webhooks: {
    id: Generated<number>;
    name: string;
    area_id: number;
    url: string;
    event_types: EventType[];
    secret: string;
    previous_secret: string | null;
    previous_until: MomentOrNull;
    state: WebhookState;
    failing_since: MomentOrNull;
    created_by: string;
    created_at: Moment;
  };
  webhook_events: { id: string; type: string; area_id: number; at: Moment; payload: string };
  webhook_deliveries: {
    webhook_id: number;
    id: Generated<number>;
    event_id: string;
    state: Generated<'waiting' | 'delivered'>;
    attempts: Generated<number>;
    due_at: Moment;
    leased_until: MomentOrNull;
    attempted_at: MomentOrNull;
    delivered_at: MomentOrNull;
    response_code: number | null;
    last_error: string | null;
  };
  final_periods: {
    area_id: number;
    period: string;
    first_day: string;
    end_day: string;
    edition: number;
    changed_edition: number;
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
  study_results: { study_id: number; part: number; text: string };
  holidays: { day: string; kind: DayKind; name: string };
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
  risk_days: {
    day: string;
    version: Generated<number>;
    judged: Generated<number>;
  };
  risk_corrections: { n: Generated<number>; incident_id: string };
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
