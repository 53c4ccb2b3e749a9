import { sayProblems } from '../../contract/file-problem.ts';
import type { ImportPart } from '../../contract/imports/import.ts';
import { inEnglish } from '../../contract/tell-file.ts';
import type { Before } from '../../db/imports/before.ts';
import { putHolidays } from '../../db/people/holidays.ts';
import {
  type Put,
  putHandhelds,
  putIncidentCategories,
  putOfficers,
} from '../../db/people/provision.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';
import type { LeaveRow, Parts } from '../../domain/imports/parts.ts';
import { layPosts } from '../people/lay-posts.ts';
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

  const { posts } = parts;
  if (posts.length > 0) {
    const laid = await layPosts(trx, { posts }, { within: null, moment: now });
    count('posts', posts.length, posts.length - laid.before.length, laid.put);
  }

  const newDays = parts.holidays.filter(({ day }) => !before.holidays.has(day)).length;
  count('holidays', parts.holidays.length, newDays, await putHolidays(trx, parts.holidays, now));

  count('leave', parts.leave.length, ...(await applyLeave(trx, parts.leave, before, now)));

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
  { leave: onRecord, officers }: Before,
  now: number,
): Promise<[created: number, put: Put]> {
  const idOf = ({ firstDay, officer }: Pick<LeaveRow, 'firstDay' | 'officer'>) =>
    `${firstDay} ${officer}`;
  const known = new Map(onRecord.map((one) => [idOf(one), one]));
  const other = leave.filter((one) => {
    const before = known.get(idOf(one));
    return (
      before?.lastDay !== one.lastDay ||
      before.kind !== one.kind ||
      before.substitute !== (one.substitute ?? null)
    );
  });
  const put = await putLeave(
    trx,
    other.map(({ officer, substitute, ...days }) => ({
      ...days,
      officerId: officers.get(officer)!.id,
      substituteId: substitute === undefined ? null : officers.get(substitute)!.id,
    })),
    now,
  );
  return [other.filter((one) => !known.has(idOf(one))).length, put];
}

/** @throws Error where something is refused that was to be found before. */
function accepted<T extends { changed: number }>(put: T | Exclude<Put, { changed: number }>): T {
  if ('refused' in put) throw new Error(sayProblems(put.refused.slice(0, 20), inEnglish));
  return put;
}
