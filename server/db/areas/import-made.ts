import { sql } from 'kysely';
import { LEVELS, type Level } from '../../contract/areas/area.ts';
import type { AreaImportOptions } from '../../contract/areas/area-import.ts';
import type { Db } from '../store/open.ts';
import { isBeyond } from './import-facts.ts';

/**
 * Adds to `area_drafts` the areas that are made from their children: the parents that are only named (`makeParents`) and
 * the top of those without a parent. Children are those of the file and those on record that stay. Returns their codes.
 */
export async function makeParents(
  trx: Db,
  options: AreaImportOptions,
  from: Date,
): Promise<string[]> {
  const { top = null, parent = null } = options;
  const made: string[] = [];
  if (options.makeParents) made.push(...(await makeFrom(trx, from, parent ?? top, top)));
  if (top !== null) made.push(...(await makeFrom(trx, from, null, null, top)));
  // An area that was made without ground, as the first of a store is, takes it from its children, and so on upwards.
  for (let next = await groundless(trx, from); next.length > 0; next = await groundless(trx, from))
    for (const code of next) {
      if (made.includes(code))
        throw new Error(`the areas below ${code} could not be joined to its ground`);
      made.push(...(await makeFrom(trx, from, null, null, code)));
    }
  if (options.growParents)
    for (let grown = await grow(trx, options, from); grown.length > 0; ) {
      made.push(...grown);
      grown = await grow(trx, options, from);
    }
  return made;
}

/**
 * Adds parents on record that are no drafts and do not hold a draft of theirs, with its ground: more of it lies outside than is tolerated.
 * Returns their codes; what is above them may have to grow next.
 */
async function grow(trx: Db, tolerance: AreaImportOptions, from: Date): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with beyond as materialized (
      select d.parent, d.geom, v.area_id, ST_CollectionExtract(ST_Difference(d.geom, v.geom), 3) as part
      from area_drafts d join areas a on a.code = d.parent join areas_at(${from.toISOString()}) v on v.area_id = a.id
      where d.sound and d.parent not in (select code from area_drafts) and not ST_Covers(v.geom, d.geom)
    ), grown as (
      select area_id, ST_Union(geom) as geom from beyond
      where ${isBeyond(sql`part`, sql`ST_Area(geom::geography)`, tolerance)}
      group by area_id
    )
    insert into area_drafts (feature, code, name, level, parent, grid_type, time_zone, geom)
    select null, a.code, v.name, v.level, (select code from areas where id = v.parent_id), null, v.time_zone,
      ST_Normalize(ST_Multi(ST_Union(v.geom, g.geom)))
    from grown g join areas a on a.id = g.area_id join areas_at(${from.toISOString()}) v on v.area_id = a.id
    returning code`.execute(trx);
  return rows.map(({ code }) => code).sort();
}

/** Codes of parents of drafts that are on record without any ground, and no drafts themselves. */
async function groundless(trx: Db, from: Date): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct d.parent as code
    from area_drafts d
    join areas a on a.code = d.parent
    join areas_at(${from.toISOString()}) v on v.area_id = a.id
    where d.sound and ST_IsEmpty(v.geom) and d.parent not in (select code from area_drafts)
    order by code`.execute(trx);
  return rows.map(({ code }) => code);
}

/** Makes the parents of drafts that are no drafts themselves; only `only` where told, never `except`. */
async function makeFrom(
  trx: Db,
  from: Date,
  parentOfMade: string | null,
  except: string | null,
  only?: string,
): Promise<string[]> {
  const moment = from.toISOString();
  const { rows } = await sql<{ code: string; level: Level }>`
    select d.parent as code, d.level from area_drafts d
    where d.sound and d.parent is not null and d.parent is distinct from ${except}::text
      and (${only ?? null}::text is null or d.parent = ${only ?? null}::text)
      and d.parent not in (select code from area_drafts)
    group by d.parent, d.level`.execute(trx);
  const made = new Map<string, number>();
  for (const { code, level } of rows)
    made.set(code, Math.min(made.get(code) ?? Infinity, LEVELS.indexOf(level)));
  const parents = [...made].map(([code, rank]) => ({ code, level: LEVELS[Math.max(0, rank - 1)] }));
  // What is on record keeps its name, level and parent and only grows. Ordered and normalised: the same children
  // make the same geometry to the byte, so that importing again changes nothing.
  await sql`
    insert into area_drafts (feature, code, name, level, parent, grid_type, time_zone, geom)
    select null, m.code, coalesce(known.name, m.code), coalesce(known.level, m.level),
      case when known.area_id is null then ${parentOfMade}::text
        else (select code from areas where id = known.parent_id) end,
      null, coalesce(known.time_zone, children.time_zone), children.geom
    from json_to_recordset(${JSON.stringify(parents)}::json) as m (code text, level text)
    left join areas a on a.code = m.code
    left join areas_at(${moment}) known on known.area_id = a.id
    cross join lateral (
      select min(time_zone) as time_zone, ST_Normalize(ST_Multi(ST_Union(geom order by code))) as geom
      from (
        select code, time_zone, geom from area_drafts where parent = m.code and sound
        union all
        select c.code, v.time_zone, v.geom from areas_at(${moment}) v join areas c on c.id = v.area_id
        where v.parent_id = a.id and c.code not in (select code from area_drafts)
          and c.id not in (select area_id from area_closing)
      ) child
    ) children`.execute(trx);
  return parents.map(({ code }) => code);
}
