import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import packageJson from '../../../package.json' with { type: 'json' };

import type { Db } from './open.ts';
import { isOlder } from './release.ts';

/** What a release brings a store to. */
export interface Schema {
  /** A folder with `migrations` and `functions`. */
  folder: string;
  /** Of the service, `major.minor.patch`. */
  release: string;
}

const OWN: Schema = {
  folder: fileURLToPath(new URL('../../../sql', import.meta.url)),
  release: packageJson.version,
};

interface SqlFile {
  name: string;
  text: string;
  hash: string;
}

async function sqlFiles({ folder }: Schema, kind: 'migrations' | 'functions'): Promise<SqlFile[]> {
  const names = (await readdir(join(folder, kind))).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, kind, name), 'utf8');
      return { name, text, hash: sha256(text) };
    }),
  );
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Names everything in sql/ by content: two equal hashes mean two equal schemas. */
export async function schemaHash(): Promise<string> {
  const files = [...(await sqlFiles(OWN, 'migrations')), ...(await sqlFiles(OWN, 'functions'))];
  return sha256(files.map(({ name, text }) => `${name}\n${text}`).join('\n')).slice(0, 16);
}

/**
 * Brings the schema up to date, in one commit: migrations once each, in order; functions again whenever their text changed, but for those that a
 * later release has put in place. What later releases did to the store stays, where it lets this one run.
 * Returns the names of what was applied; where nothing is to be, no right over the schema is needed. Throws the store's own error on a
 * failing file, with nothing applied, and an Error where the store needs a later release.
 */
export async function migrate(db: Db, schema = OWN): Promise<string[]> {
  if ((await missing(db, schema)).length === 0) return [];
  try {
    return await db.transaction().execute((trx) => apply(trx, schema));
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Error(
      'The schema is older than this version, and the role of DATABASE_URL does not own it: run `npm run admin -- migrate` as the role that does.',
      { cause: error },
    );
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** What of a schema a store lacks, in the order in which it is applied. */
async function missing(db: Db, schema: Schema): Promise<(SqlFile & { isFunction: boolean })[]> {
  const { migrations, functions } = await readApplied(db);
  const release = schema.release;
  const tooNew = migrations.find(({ needs }) => needs && isOlder(release, needs));
  if (tooNew)
    throw new Error(
      `The store was taken on by ${tooNew.name}, which needs release ${tooNew.needs} or later; this is ${release}.`,
    );
  const done = new Set(migrations.map(({ name }) => name));
  const put = new Map(functions.map((one) => [one.name, one]));
  const isToBePut = ({ name, hash }: SqlFile) => {
    const there = put.get(name);
    return there?.hash !== hash && !(there?.release && isOlder(release, there.release));
  };
  return [
    ...(await sqlFiles(schema, 'migrations'))
      .filter(({ name }) => !done.has(nameOf(name)))
      .map((file) => ({ ...file, isFunction: false })),
    ...(await sqlFiles(schema, 'functions'))
      .filter(isToBePut)
      .map((file) => ({ ...file, isFunction: true })),
  ];
}

const nameOf = (file: string) => file.replace(/\.sql$/, '');

interface Applied {
  /** `needs`: the first release that runs on what it left. */
  migrations: { name: string; needs: string | null }[];
  /** `release`: that put it in place. */
  functions: { name: string; hash: string; release: string | null }[];
}

async function readApplied(db: Db): Promise<Applied> {
  const { rows } = await sql<{ migrations: boolean; functions: boolean }>`
    select to_regclass('kysely_migration') is not null as migrations,
      to_regclass('applied_functions') is not null as functions`.execute(db);
  const there = rows[0]!;
  // As JSON: the tables of a store that was made before these columns have none of them.
  const read = async <Row>(table: string) =>
    (
      await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db)
    ).rows.map(({ row }) => row);
  return {
    migrations: there.migrations ? await read('kysely_migration') : [],
    functions: there.functions ? await read('applied_functions') : [],
  };
}

/** Of the advisory lock under which a schema is applied: servers that start together take turns. */
const SCHEMA_LOCK = 8_217_301;

async function apply(trx: Db, schema: Schema): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${SCHEMA_LOCK}::bigint)`.execute(trx);
  await sql.raw(RECORDS).execute(trx);
  // Functions may name each other whatever the order of their files.
  await sql`set local check_function_bodies = off`.execute(trx);
  const applied: string[] = [];
  for (const { name, text, hash, isFunction } of await missing(trx, schema)) {
    await sql.raw(text).execute(trx);
    await (isFunction
      ? sql`insert into applied_functions (name, hash, release) values (${name}, ${hash}, ${schema.release})
          on conflict (name) do update set hash = excluded.hash, release = excluded.release`
      : sql`insert into kysely_migration (name, timestamp, needs)
          values (${nameOf(name)}, ${new Date().toISOString()}, ${neededBy(text)})`
    ).execute(trx);
    applied.push(isFunction ? name : nameOf(name));
  }
  return applied;
}

const RECORDS = `
  create table if not exists kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
  alter table kysely_migration add column if not exists needs text;
  create table if not exists applied_functions (name text primary key, hash text not null);
  alter table applied_functions add column if not exists release text`;

/** A migration that takes away what the release before uses says so in its first line: `-- needs 1.4.0`. */
const neededBy = (text: string) =>
  /^-- needs (\d+\.\d+\.\d+)\s*$/m.exec(text.split('\n', 1)[0]!)?.[1] ?? null;
