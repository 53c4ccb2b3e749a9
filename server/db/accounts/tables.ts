import type { Generated, JSONColumnType } from 'kysely';
import type { Role } from '../../contract/accounts/account.ts';
import type { Moment, MomentOrNull } from '../store/column-types.ts';

export interface AccountsTables {
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
}
