import { sayProblems } from '../../contract/file-problem.ts';
import type { ImportPart } from '../../contract/imports/import.ts';
import { inEnglish } from '../../contract/tell-file.ts';
import { type Before, readLeaveOf } from '../../db/imports/before.ts';
import { putHolidays } from '../../db/people/holidays.ts';
import { knownPosts, putPosts } from '../../db/people/posts.ts';
import {
  type Put,
  putHandhelds,
  putIncidentCategories,
  putOfficers,
} from '../../db/people/provision.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';
import type { Parts } from '../../domain/imports/parts.ts';
import { putHandheldAssignments, putOfficerAssignments } from '../people/put-assignments.ts';
import { putLeave } from '../people/put-leave.ts';
import { applyAccounts } from './apply-accounts.ts';
import { applyDepartments } from './apply-departments.ts';

export interface Applied {
  parts: ImportPart[];
  /** Made for handhelds that are new and were given none, and passwords of new accounts. */
  secrets: { code: string; secret: string }[];
}

/** Stores the parts of an import, what is not told staying as it was, and counts what that changed. */
export async function applyParts(
  trx: Db,
  parts: Parts,
  before: Before,
  {
    from,
    isKept,
    now,
    onPart,
  }: { from: string; isKept: boolean; now: number; onPart: (part: ImportPart) => void },
): Promise<Applied> {
  const done: ImportPart[] = [];
  const secrets: Applied['secrets'] = [];
  const count = (part: ImportPart['part'], given: number, created: number, put: Put) => {
    const { changed } = accepted(put);
    if (given === 0) return;
    const last = { part, created, changed: changed - created, unchanged: given - changed };
    done.push(last);
    onPart(last);
  };
  const fresh = (items: readonly { code: string }[], known: ReadonlyMap<string, unknown>) =>
    items.filter(({ code }) => !known.has(code)).length;

  const officers = parts.officers.map(({ category, code, home, name }) => ({
    code,
    name,
    ...(home === undefined ? {} : { home }),
    category: category ?? before.officers.get(code)?.category ?? ('full-time' as const),
  }));
  count(
    'officers',
    officers.length,
    fresh(officers, before.officers),
    await putOfficers(trx, officers, { nowMs: now }),
  );

  const handhelds = parts.handhelds.map(({ code, datum, secret }) => {
    const known = before.handhelds.get(code);
    const made = secret === undefined && !known ? createSecret() : null;
    if (made) secrets.push({ code, secret: made });
    const given = secret ?? made;
    return {
      code,
      datum: datum ?? known?.datum ?? ('wgs84' as const),
      secretHash: given ? hashSecret(given) : known!.secretHash,
    };
  });
  count(
    'handhelds',
    handhelds.length,
    fresh(handhelds, before.handhelds),
    await putHandhelds(trx, handhelds),
  );

  const categories = parts.categories.map(({ code, nameEn, nameZh, parent, points }) => {
    const known = before.categories.get(code);
    const above = parent ?? known?.parent;
    return {
      code,
      nameZh,
      nameEn: nameEn ?? known?.nameEn ?? nameZh,
      points: points ?? known?.points ?? 0,
      ...(known?.opensCase == null ? {} : { opensCase: known.opensCase }),
      ...(above ? { parent: above } : {}),
    };
  });
  count(
    'categories',
    categories.length,
    fresh(categories, before.categories),
    await putIncidentCategories(trx, categories),
  );

  const since = <T extends { from?: string }>(items: readonly T[]) =>
    items.map((item) => ({ ...item, from: item.from ?? from }));
  const { handheldAssignments, officerAssignments } = parts;
  const given = officerAssignments.length + handheldAssignments.length;
  const grids = accepted(await putOfficerAssignments(trx, since(officerAssignments), now));
  const devices = accepted(await putHandheldAssignments(trx, since(handheldAssignments), now));
  const assigned = grids.laid + devices.laid;
  count('assignments', given, assigned, { changed: assigned });

  const newPosts = parts.posts.length - (await knownPosts(trx, parts.posts)).length;
  count(
    'posts',
    parts.posts.length,
    newPosts,
    await putPosts(trx, parts.posts, { within: null, moment: now }),
  );

  const newDays = parts.holidays.filter(({ day }) => !before.holidays.has(day)).length;
  count('holidays', parts.holidays.length, newDays, await putHolidays(trx, parts.holidays, now));

  count('leave', parts.leave.length, ...(await applyLeave(trx, parts.leave, now)));

  const departments = await applyDepartments(trx, parts.departments, now);
  count('departments', departments.given, departments.created, departments.put);

  const accounts = await applyAccounts(trx, parts.accounts, before, { now, isKept });
  count('accounts', accounts.given, accounts.created, accounts.put);
  secrets.push(...accounts.secrets);
  return { parts: done, secrets };
}

async function applyLeave(
  trx: Db,
  leave: Parts['leave'],
  now: number,
): Promise<[created: number, put: Put]> {
  if (leave.length === 0) return [0, { changed: 0 }];
  const codes = leave.flatMap(({ officer, substitute }) => [
    officer,
    ...(substitute ? [substitute] : []),
  ]);
  const rows = await trx
    .selectFrom('officers')
    .select(['id', 'code'])
    .where('code', 'in', [...new Set(codes)])
    .execute();
  const ids = new Map(rows.map(({ code, id }) => [code, id]));
  const known = await readLeaveOf(
    trx,
    rows.map(({ id }) => id),
  );
  let [created, changed] = [0, 0];
  for (const { firstDay, kind, lastDay, officer, substitute } of leave) {
    const officerId = ids.get(officer)!;
    const substituteId = substitute === undefined ? null : ids.get(substitute)!;
    const before = known.get(`${officerId} ${firstDay}`);
    if (before?.lastDay === lastDay && before.kind === kind && before.substituteId === substituteId)
      continue;
    changed += 1;
    if (!before) created += 1;
    await putLeave(trx, { officerId, firstDay, lastDay, kind, substituteId }, now);
  }
  return [created, { changed }];
}

/** @throws Error where something is refused that was to be found before. */
function accepted<T extends { changed: number }>(put: T | Exclude<Put, { changed: number }>): T {
  if ('refused' in put) throw new Error(sayProblems(put.refused.slice(0, 20), inEnglish));
  return put;
}
