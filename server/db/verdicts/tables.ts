import type { Generated, JSONColumnType } from 'kysely';
import type { Origin } from '../../contract/handhelds/binding.ts';
import type { Signatures } from '../../contract/patrols/signatures.ts';
import type { Outcome, Verdict } from '../../contract/patrols/verdict.ts';
import type { Moment, MomentOrNull } from '../store/column-types.ts';

export interface VerdictsTables {
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
}
