import type { Generated, JSONColumnType } from 'kysely';
import type { Study, StudySelection } from '../../contract/studies/study.ts';
import type { MomentOrNull } from '../store/column-types.ts';

export interface StudiesTables {
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
  study_results: { study_id: number; part: number; text: string };
}
