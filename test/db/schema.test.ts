import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeStores } from '../support/stores/stores.ts';
import { SCHEMA } from './schema.ts';

/** Not ours, partitions, and what only the migrator itself reads. */
const OTHERS = ['spatial_ref_sys', 'kysely_migration', 'applied_functions'];

/** Read and written by set-shaped SQL alone; kysely never sees their columns. */
const SQL_ONLY = [
  'access_log',
  'access_log_head',
  'act_changes',
  'area_turns',
  'calendar_changes',
  'case_deadlines',
  'case_facts',
  'case_grounds',
  'case_photos',
  'case_records',
  'case_spans',
  'cases',
  'cell_sets',
  'day_rollups',
  'day_verdicts',
  'department_duties',
  'department_names',
  'department_people',
  'checkpoint_codes',
  'checkpoint_scans',
  'departments',
  'ground_days',
  'fix_chunks',
  'fix_origins',
  'foreign_categories',
  'former_homes',
  'handheld_bindings',
  'handheld_enrolments',
  'handheld_keys',
  'handheld_messages',
  'handheld_texts',
  'incident_photos',
  'incident_texts',
  'matters',
  'nominations',
  'posts',
  'push_subscriptions',
  'report_schedules',
  'rollup_clock',
  'rollup_editions',
  'scoring_scheme_versions',
  'saved_views',
  'scoring_schemes',
  'signed_batches',
  'track_views',
];

describeStores('The types of tables', (store) => {
  it('name every column of the migrated schema, and which may be null', async () => {
    const { rows } = await sql<{ name: string; column: string; nullable: boolean }>`
      select c.relname as name, a.attname as column, not a.attnotnull as nullable
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      order by 1, 2`.execute(store().db);
    const found: Record<string, Record<string, string>> = {};
    for (const { name, column, nullable } of rows.filter((row) => !OTHERS.includes(row.name))) {
      found[name] ??= {};
      found[name][column] = nullable ? 'null' : 'not null';
    }
    expect(Object.keys(found).sort()).toEqual([...Object.keys(SCHEMA), ...SQL_ONLY].sort());
    expect(found).toMatchObject(SCHEMA);
    for (const [name, columns] of Object.entries(SCHEMA))
      expect(Object.keys(found[name]!).sort(), name).toEqual(Object.keys(columns).sort());
  });
});
