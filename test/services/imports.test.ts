import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { sayProblems } from '../../server/contract/file-problem.ts';
import { IMPORT_KINDS, type ImportKind } from '../../server/contract/imports/import.ts';
import { inEnglish } from '../../server/contract/tell-file.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { findUser } from '../../server/db/accounts/users.ts';
import { departmentsOf } from '../../server/db/cases/departments.ts';
import { readBefore } from '../../server/db/imports/before.ts';
import { rowsOf } from '../../server/db/imports/rows.ts';
import { verifyPassword } from '../../server/domain/accounts/password.ts';
import { hashSecret } from '../../server/domain/accounts/secret.ts';
import { partsOf } from '../../server/domain/imports/parts.ts';
import { readFile } from '../../server/domain/imports/read-file.ts';
import { writeTable } from '../../server/domain/imports/write-table.ts';
import { Refusal } from '../../server/errors.ts';
import { applyAccounts } from '../../server/services/imports/apply-accounts.ts';
import { importTable } from '../../server/services/imports/import-table.ts';
import { putCategories } from '../../server/services/incidents/put-categories.ts';
import { putOfficerAssignments } from '../../server/services/people/put-assignments.ts';
import { spreadsheet } from '../support/made/spreadsheet.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('A spreadsheet', (store) => {
  let ids: Ids;
  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
  });

  const from = new Date(NOW).toISOString();
  const read = (kind: ImportKind, bytes: Uint8Array) =>
    readFile({ kind, bytes, nowMs: NOW, columns: {}, timeZone: 'Asia/Shanghai' });
  const bring = (kind: ImportKind, bytes: Uint8Array, check = false, by: number | null = null) =>
    importTable(
      store().db,
      { kind, check, by, from, within: ids.areas.D!, reading: read(kind, bytes) },
      { now: NOW },
    );
  const counts = async () => {
    const { rows } = await sql<Record<string, number>>`
      select (select count(*) from officers)::int as officers, (select count(*) from handhelds)::int as handhelds,
        (select count(*) from officer_assignments)::int + (select count(*) from handheld_assignments)::int as assignments,
        (select count(*) from officer_leave)::int as leave, (select count(*) from incident_categories)::int as categories`.execute(
      store().db,
    );
    return rows[0]!;
  };

  const OFFICERS = spreadsheet([
    ['工号', '姓名', '人员类别', '网格编码'],
    ['O1', '张三', '', ''],
    ['O4', 'officer O4', '兼职', 'G3'],
    ['N1', '李四', '', 'G1'],
  ]);

  test('is checked without a trace, and the check says what the import then does', async () => {
    const before = await counts();
    const checked = await bring('officers', OFFICERS, true);
    expect(await counts()).toEqual(before);
    expect(checked).toMatchObject({
      applied: false,
      rows: 3,
      defects: [],
      parts: [
        { part: 'officers', created: 1, changed: 2, unchanged: 0 },
        { part: 'assignments', created: 2, changed: 0, unchanged: 0 },
      ],
    });
    const done = await bring('officers', OFFICERS);
    expect(done).toEqual({ ...checked, applied: true });
    expect(await counts()).toEqual({
      ...before,
      officers: before.officers! + 1,
      assignments: before.assignments! + 2,
    });
  });

  test('brought in again changes nothing, and leaves what it does not tell as it was', async () => {
    const { parts } = await bring('officers', OFFICERS);
    expect(parts.map(({ created, changed }) => created + changed)).toEqual([0, 0]);
    const { rows } = await sql<{ category: string }>`
      select category from officers where code in ('O1', 'O4', 'N1') order by code`.execute(
      store().db,
    );
    expect(rows.map(({ category }) => category)).toEqual(['full-time', 'full-time', 'part-time']);
  });

  test('says of what is on record already what was there and what comes, in a check and when it is stored', async () => {
    const officers = spreadsheet([
      ['工号', '姓名', '人员类别', '网格编码', '起始时间'],
      ['O3', 'officer O3', '', 'G2', ''],
      ['O4', 'officer O4', '专职', '', ''],
      // From a day to come, and one that nobody knows yet.
      ['N1', '李四', '', 'G3', new Date(NOW + 2 * DAY_MS).toISOString()],
      ['N9', '新人', '', '', ''],
    ]);
    const checked = await bring('officers', officers, true);
    // One who gets another grid is one new assignment; that the one before ends is none.
    expect(checked.parts).toMatchObject([
      { part: 'officers', created: 1, changed: 1, unchanged: 2 },
      { part: 'assignments', created: 2, changed: 0, unchanged: 0 },
    ]);
    expect(checked.changes).toEqual([
      { key: 'N1', name: '李四', field: 'grid', before: 'G1', after: 'G3' },
      { key: 'O3', name: 'officer O3', field: 'grid', before: 'G3', after: 'G2' },
      { key: 'O4', name: 'officer O4', field: 'category', before: 'part-time', after: 'full-time' },
    ]);
    const { changes, changesInAll } = await bring('officers', officers);
    expect([changes, changesInAll]).toEqual([checked.changes, 3]);
    expect((await bring('officers', officers)).changes).toEqual([]);
    const header = ['账号', '角色', '区划编码'];
    await bring('accounts', spreadsheet([header, ['moves', '督导员', 'T']]));
    expect(
      (await bring('accounts', spreadsheet([header, ['moves', '研判员', 'V1']]))).changes,
    ).toEqual([
      { key: 'moves', name: '', field: 'accountRole', before: 'supervisor', after: 'analyst' },
      { key: 'moves', name: '', field: 'area', before: 'T', after: 'V1' },
    ]);
    const handhelds = spreadsheet([
      ['终端编码', '坐标系', '网格员编码', '密钥'],
      ['H3', '高德', 'O4', 'another-secret-of-22-or-more'],
    ]);
    expect((await bring('handhelds', handhelds)).changes).toEqual([
      { key: 'H3', name: '', field: 'datum', before: 'bd09', after: 'gcj02' },
      { key: 'H3', name: '', field: 'officer', before: 'O3', after: 'O4' },
      { key: 'H3', name: '', field: 'secret', before: '***', after: '***' },
    ]);
  });

  test('of officers tells whose each is while no grid is held, by the code of the area or by a name that only one has', async () => {
    const { db } = store();
    const homes = async () => {
      const { rows } = await sql<{ code: string; home: string | null }>`
        select o.code, a.code as home from officers o left join areas a on a.id = o.home_area_id
        where o.code in ('O1', 'O2', 'M1', 'M2') order by o.code`.execute(db);
      return Object.fromEntries(rows.map(({ code, home }) => [code, home]));
    };
    const told = spreadsheet([
      ['工号', '姓名', '所属区划编码'],
      ['O1', '张三', 'V1'],
      ['O2', 'officer O2', ''],
      ['M1', '新人', 'T'],
      ['M2', '新人', ''],
    ]);
    const checked = await bring('officers', told, true);
    expect(checked.changes).toEqual([
      { key: 'O1', name: '张三', field: 'home', before: '', after: 'V1' },
    ]);
    expect(checked.parts).toEqual([{ part: 'officers', created: 2, changed: 1, unchanged: 1 }]);
    await bring('officers', told);
    expect(await homes()).toEqual({ O1: 'V1', O2: null, M1: 'T', M2: null });
    // Without the column nothing of it is another; neither is it by an empty cell.
    const untold = spreadsheet([
      ['工号', '姓名'],
      ['O1', '张三'],
      ['M1', '新人'],
    ]);
    expect((await bring('officers', untold)).parts[0]).toMatchObject({ changed: 0, unchanged: 2 });
    expect(await homes()).toMatchObject({ O1: 'V1', M1: 'T' });
    const named = spreadsheet([
      ['工号', '姓名', '归属区划'],
      ['O1', '张三', 'area V2'],
      ['M2', '新人', '　area　V1 '],
    ]);
    expect((await bring('officers', named)).defects).toEqual([]);
    expect(await homes()).toMatchObject({ O1: 'V2', M2: 'V1' });
  });

  test('of officers names by its row a home that there is not, that several areas are called, or that is another’s', async () => {
    const { db } = store();
    const rename = (code: string, name: string) =>
      sql`update area_versions set name = ${name} where area_id = ${ids.areas[code]!}`.execute(db);
    await rename('G1', 'area G2');
    const bytes = spreadsheet([
      ['工号', '姓名', '归属区域'],
      ['O1', '张三', 'V404'],
      ['O2', 'officer O2', 'area G2'],
      ['O3', 'officer O3', 'V1'],
      ['O4', 'officer O4', 'T'],
    ]);
    const before = await counts();
    const asked = { kind: 'officers' as const, check: false, by: null, from };
    const reading = read('officers', bytes);
    const report = await importTable(
      db,
      { ...asked, within: ids.areas.V1!, reading },
      { now: NOW },
    );
    await rename('G1', 'area G1');
    expect(
      report.defects.map(({ row, column, field, defect, value, problems = [] }) => [
        ...[row, column, field, defect, value],
        problems.map(({ code, values }) => [code, values]),
      ]),
    ).toEqual([
      [2, '归属区域', 'home', 'unknown', 'V404', []],
      [3, '归属区域', 'home', 'several-so-called', 'area G2', [['may-be', { choices: 'G1, G2' }]]],
      [5, '归属区域', 'home', 'beyond-own', 'T', []],
    ]);
    expect(await counts()).toEqual(before);
  });

  test('with one wrong cell brings nothing, and all that is wrong is named', async () => {
    const before = await counts();
    const report = await bring(
      'assignments',
      spreadsheet([
        ['网格员编码', '网格编码', '终端编码'],
        ['O2', 'G3', ''],
        ['nobody', 'G1', ''],
        ['O1', 'V1', 'H404'],
      ]),
    );
    expect(report).toMatchObject({ applied: false, parts: [] });
    expect(
      report.defects.map(({ row, field, defect, value }) => [row, field, defect, value]),
    ).toEqual([
      [3, 'officer', 'unknown', 'nobody'],
      [4, 'grid', 'unknown', 'V1'],
      [4, 'handheld', 'unknown', 'H404'],
    ]);
    expect(await counts()).toEqual(before);
  });

  test('of handhelds makes secrets that only its report has; those on record keep theirs', async () => {
    const bytes = spreadsheet([
      ['终端编码', '坐标系', '网格员编码'],
      ['H1', '火星坐标', ''],
      ['N-1', '', 'N1'],
      ['N-2', '百度', ''],
    ]);
    expect((await bring('handhelds', bytes, true)).secrets).toEqual([]);
    const { secrets, parts } = await bring('handhelds', bytes);
    expect(secrets.map(({ code }) => code)).toEqual(['N-1', 'N-2']);
    for (const { secret } of secrets) expect(secret).toMatch(/^[\w-]{22}$/);
    expect(parts[0]).toEqual({ part: 'handhelds', created: 2, changed: 1, unchanged: 0 });
    expect((await bring('handhelds', bytes)).secrets).toEqual([]);
    const { rows } = await sql<{ held: string }>`
      select encode(sha256(convert_to(${secrets[0]!.secret}, 'UTF8')), 'hex') = secret_hash as held
      from handhelds where code = 'N-1'`.execute(store().db);
    expect(rows).toEqual([{ held: true }]);
  });

  test('brought in by two at once is brought in once: the secrets of one report hold, and nothing is counted below zero', async () => {
    const file = spreadsheet([['终端编码'], ['T1'], ['T2']]);
    const both = await Promise.all([bring('handhelds', file), bring('handhelds', file)]);
    const parts = both.flatMap((one) => one.parts);
    expect(parts.sort((a, b) => b.created - a.created)).toEqual([
      { part: 'handhelds', created: 2, changed: 0, unchanged: 0 },
      { part: 'handhelds', created: 0, changed: 0, unchanged: 2 },
    ]);
    const { rows } = await sql<{ code: string; hash: string }>`
      select code, secret_hash as hash from handhelds where code in ('T1', 'T2') order by code`.execute(
      store().db,
    );
    const made = both.flatMap(({ secrets }) => secrets);
    expect(made.map(({ code, secret }) => ({ code, hash: hashSecret(secret) }))).toEqual(rows);
  });

  test('given up while it runs leaves nothing of it', async () => {
    const before = await counts();
    const bytes = spreadsheet([
      ['工号', '姓名', '网格编码'],
      ['O77', '半途', 'G1'],
    ]);
    const giveUp = importTable(
      store().db,
      {
        ...{ kind: 'officers', check: false, by: null, from, within: ids.areas.D! },
        reading: read('officers', bytes),
      },
      {
        now: NOW,
        onPart: ({ part }) => {
          if (part === 'assignments') throw new Error('given up');
        },
      },
    );
    await expect(giveUp).rejects.toThrow('given up');
    expect(await counts()).toEqual(before);
  });

  test('of posts, leave, holidays and categories does the same', async () => {
    const leave = spreadsheet([
      ['工号', '起始日期', '截止日期', '请假类型', '顶岗人员编码'],
      ['O1', '2026-05-04', '2026-05-06', '病假', 'O4'],
    ]);
    const categories = spreadsheet([
      ['类别编码', '上级编码', '名称', '分值'],
      ['A1', 'A', '乱堆放', 2],
      ['A', '', '市容', 0],
    ]);
    const posts = spreadsheet([
      ['工号', '区划编码', '岗位', '起始日期', '截止日期'],
      ['O4', 'V1', '网格长', '2026年6月1日', ''],
      ['O4', 'T', '中心、站所人员', '2026/6/10', '2026-12-31'],
    ]);
    const holidays = spreadsheet([
      ['日期', '放假或上班', '节日名称'],
      ['2026年10月1日', '放假', '国庆节'],
      ['2026/10/10', '调休上班', '国庆节'],
    ]);
    for (const [kind, bytes, created] of [
      ['posts', posts, 2],
      ['leave', leave, 1],
      ['holidays', holidays, 2],
      ['categories', categories, 2],
    ] as const) {
      expect((await bring(kind, bytes)).parts).toEqual([
        { part: kind, created, changed: 0, unchanged: 0 },
      ]);
      expect((await bring(kind, bytes)).parts).toEqual([
        { part: kind, created: 0, changed: 0, unchanged: created },
      ]);
    }
  });

  test('of posts and leave names by its row whoever would hold one twice at once, in the file or by what is on record', async () => {
    const { db } = store();
    const said = ({ defects }: Awaited<ReturnType<typeof bring>>) =>
      defects.map(({ row, field, defect, value, problems }) => [
        ...[row, field, defect, value],
        sayProblems(problems ?? [], inEnglish),
      ]);
    const posts = (...rows: string[][]) =>
      spreadsheet([['工号', '区划编码', '岗位', '起始日期', '截止日期'], ...rows]);
    const held = ['O2', 'V1', '网格长', '2026-01-01'];
    expect((await bring('posts', posts([...held, '']))).defects).toEqual([]);
    const twice = posts(
      ['O2', 'V1', '网格长', '2026-03-01', ''],
      ['O2', 'V1', '指导员', '2026-03-01', ''],
      ['O2', 'V2', '网格长', '2026-03-01', '2026-03-31'],
      ['O2', 'V2', '网格长', '2026-03-31', ''],
    );
    const before = await counts();
    expect(said(await bring('posts', twice))).toEqual([
      [
        ...[2, 'firstDay', 'twice-at-once', '2026-03-01'],
        'O2 is leader of V1 over days of both 2026-03-01 – and 2026-01-01 –; end one before the other begins',
      ],
      [
        ...[5, 'firstDay', 'twice-at-once', '2026-03-31'],
        'O2 is leader of V2 over days of both 2026-03-31 – and 2026-03-01 – 2026-03-31; end one before the other begins',
      ],
    ]);
    // The one before ended in the same file.
    const follows = posts(['O2', 'V1', '网格长', '2026-03-01', ''], [...held, '2026-02-28']);
    expect((await bring('posts', follows)).parts).toMatchObject([{ created: 1, changed: 1 }]);
    // What is so on record since before keeps no other row out.
    await sql`update posts set last_day = null where first_day = '2026-01-01' and superseded is null`.execute(
      db,
    );
    const rows = await rowsOf(db, 'posts', { at: NOW, within: ids.areas.D! });
    const again = writeTable('posts', rows, { format: 'csv', language: 'zh' });
    expect(await bring('posts', Buffer.from(again))).toMatchObject({ applied: true, defects: [] });
    const leave = (...rows: string[][]) =>
      spreadsheet([['工号', '起始日期', '截止日期', '顶岗人员编码'], ...rows]);
    await bring('leave', leave(['O2', '2026-08-03', '2026-08-07', 'O3']));
    const more = leave(
      ['O2', '2026-08-07', '2026-08-09', 'O4'],
      ['O3', '2026-08-07', '2026-08-09'],
    );
    expect(said(await bring('leave', more))).toEqual([
      [
        ...[2, 'firstDay', 'twice-at-once', '2026-08-07'],
        'O2 is on leave over days of both 2026-08-07 – 2026-08-09 and 2026-08-03 – 2026-08-07; end one before the other begins',
      ],
    ]);
    const split = leave(
      ['O2', '2026-08-07', '2026-08-09', 'O4'],
      ['O2', '2026-08-03', '2026-08-06'],
    );
    expect((await bring('leave', split)).parts).toMatchObject([{ created: 1, changed: 1 }]);
    expect((await counts()).leave).toBe(before.leave! + 2);
  });

  test('of assignments names by its row a second grid of an officer, or a second carrier of a handheld, at once; who follows is none', async () => {
    const header = ['工号', '网格编码', '终端编码', '起始时间', '终止时间'];
    const before = await counts();
    const { defects } = await bring(
      'assignments',
      spreadsheet([
        header,
        ['O1', 'G1', '', '', ''],
        ['O1', 'G2', '', '', ''],
        ['O2', '', 'H2', '2030-01-01', '2030-12-31'],
        ['O3', '', 'H2', '2030-03-01', ''],
        ['O3', 'G1', '', '2030-01-01', ''],
        ['O3', 'G2', '', '2030-02-01', '2030-03-01'],
        ['O3', 'G3', '', '2030-03-01', ''],
      ]),
    );
    expect(
      defects.map(({ row, field, defect, value, problems }) => [
        ...[row, field, defect, value],
        sayProblems(problems ?? [], inEnglish).split(', from')[0],
      ]),
    ).toEqual([
      [3, 'grid', 'twice-at-once', 'G2', 'O1 would be of G1 and of G2 at once'],
      [5, 'handheld', 'twice-at-once', 'H2', 'H2 would be of O2 and of O3 at once'],
    ]);
    const officers = [
      ['工号', '姓名', '终端编码'],
      ['O1', '张三', 'H2'],
      ['O2', 'officer O2', 'H2'],
    ];
    expect((await bring('officers', spreadsheet(officers))).defects).toMatchObject([
      { row: 3, field: 'handheld', defect: 'twice-at-once', value: 'H2' },
    ]);
    expect(await counts()).toEqual(before);
  });

  test('of categories leaves whether they open a case as it was', async () => {
    await sql`update incident_categories set opens_case = true where code = 'A1'`.execute(
      store().db,
    );
    const bytes = spreadsheet([
      ['类别编码', '名称', '分值'],
      ['A1', '乱堆放', 3],
    ]);
    expect((await bring('categories', bytes)).parts).toMatchObject([{ changed: 1 }]);
    const { rows } = await sql`
      select opens_case as "opensCase", points from incident_categories where code = 'A1'`.execute(
      store().db,
    );
    expect(rows).toEqual([{ opensCase: true, points: 3 }]);
  });

  test('of departments puts each as its rows together say', async () => {
    const header = ['部门编码', '部门名称', '部门类型', '负责区划', '事件类别', '专员编码'];
    const bytes = spreadsheet([
      header,
      ['D1', '城管局', '', 'T', 'A', 'O1'],
      ['D1', '城管局', '', 'V1', 'A1', ''],
      ['D1', '城管局', '', 'T', 'A', 'O4'],
      ['D2', '水务公司', '服务单位', 'T', '', ''],
    ]);
    const counted = (created: number, changed: number, unchanged: number) => [
      { part: 'departments', created, changed, unchanged },
    ];
    expect((await bring('departments', bytes)).parts).toEqual(counted(2, 0, 0));
    expect((await bring('departments', bytes)).parts).toEqual(counted(0, 0, 2));
    const [first, second] = [...(await departmentsOf(store().db, ['D1', 'D2'])).values()];
    expect(first!.duties).toEqual([
      { area: 'T', category: 'A', atOnce: false },
      { area: 'V1', category: 'A1', atOnce: false },
    ]);
    const sent = spreadsheet([
      [...header, '开案即派'],
      ['D1', '城管局', '', 'T', 'A', 'O1', '是'],
      ['D1', '城管局', '', 'V1', 'A1', '', 'no'],
      ['D1', '城管局', '', 'T', 'A', 'O4', ''],
    ]);
    expect(await bring('departments', sent)).toMatchObject({
      parts: counted(0, 1, 0),
      changes: [{ key: 'D1 · T · A', field: 'sentAtOnce', before: 'no', after: 'yes' }],
    });
    expect((await bring('departments', sent)).parts).toEqual(counted(0, 0, 1));
    // What is on record comes out as the same file.
    const rows = await rowsOf(store().db, 'departments', { at: NOW, within: ids.areas.D! });
    expect(rows.map(({ area, sentAtOnce }) => [area, sentAtOnce])).toContainEqual(['T', 'yes']);
    const again = writeTable('departments', rows, { format: 'csv', language: 'en' });
    expect((await bring('departments', Buffer.from(again))).parts).toEqual(counted(0, 0, 2));
    // A file that does not say what is sent there at once leaves it as it is.
    expect([first!.officers, second!.kind]).toEqual([['O1', 'O4'], 'service']);
    const less = spreadsheet([header, ['D1', '城市管理局', '', 'T', 'A', 'O4']]);
    expect((await bring('departments', less)).parts).toEqual(counted(0, 1, 0));
    const now = (await departmentsOf(store().db, ['D1'])).get('D1');
    expect([now?.name, now?.officers]).toEqual(['城市管理局', ['O4']]);
    expect(now?.duties).toEqual([{ area: 'T', category: 'A', atOnce: true }]);
    const wrong = spreadsheet([header, ['D9', '某局', '', 'T404', 'Z', 'nobody']]);
    const { defects } = await bring('departments', wrong);
    expect(defects.map(({ field, defect }) => [field, defect])).toEqual([
      ['area', 'unknown'],
      ['incidentCategory', 'unknown'],
      ['officer', 'unknown'],
    ]);
  });

  test('of accounts makes a password for each new one; one’s own and a provider’s are left alone', async () => {
    const { db } = store();
    const header = ['账号', '角色', '区划编码'];
    const accounts = (...rows: string[][]) => spreadsheet([header, ...rows]);
    const bytes = accounts(['town', '督导员', 'T'], ['looks', '研判员', 'D']);
    expect((await bring('accounts', bytes, true)).secrets).toEqual([]);
    const { secrets, parts } = await bring('accounts', bytes);
    expect(parts).toEqual([{ part: 'accounts', created: 2, changed: 0, unchanged: 0 }]);
    expect(secrets.map(({ code }) => code)).toEqual(['town', 'looks']);
    const made = (await findUser(db, 'town'))!;
    expect(await verifyPassword(secrets[0]!.secret, made.passwordHash)).toBe(true);
    expect([made.account.due, made.temporaryUntil]).toEqual(['password', NOW + 72 * HOUR_MS]);
    expect(await bring('accounts', bytes)).toMatchObject({
      parts: [{ unchanged: 2 }],
      secrets: [],
    });
    await bring('accounts', accounts(['town', '管理员', 'V1']));
    expect((await findUser(db, 'town'))!.account).toMatchObject({
      role: 'administrator',
      areaId: ids.areas.V1,
    });
    await sql`update users set subject = 'https://id/7' where name = 'looks'`.execute(db);
    const both = accounts(
      ['town', '督导员', 'V1'],
      ['looks', '研判员', 'T'],
      ['other', '主任', 'T'],
    );
    const { defects } = await bring('accounts', both, false, made.account.id);
    expect(defects.map(({ row, field, defect }) => [row, field, defect])).toEqual([
      [2, 'accountRole', 'own-account'],
      [3, 'area', 'provided'],
      [4, 'accountRole', 'not-a-choice'],
    ]);
  });

  test('of accounts is refused where somebody made one of them meanwhile, whose password it would tell otherwise', async () => {
    const { db } = store();
    const rows = [{ name: 'meanwhile', role: 'supervisor' as const, area: 'T' }];
    const before = { ...(await readBefore(db, partsOf({ accounts: rows }))), accounts: new Map() };
    const apply = () => applyAccounts(db, rows, before, { now: NOW, isKept: false });
    expect((await apply()).created).toBe(1);
    await expect(apply()).rejects.toThrow(Refusal);
  });

  test('categories that would lie below themselves are named by their rows, by what is on record too', async () => {
    const header = ['类别编码', '名称', '上级编码'];
    await bring('categories', spreadsheet([header, ['r1', '甲', ''], ['r2', '乙', 'r1']]));
    const { applied, defects } = await bring(
      'categories',
      spreadsheet([header, ['r3', '丙', 'r2'], ['r1', '甲', 'r3'], ['r4', '丁', 'r3']]),
    );
    expect(applied).toBe(false);
    expect(defects.map(({ row, field, defect }) => [row, field, defect])).toEqual([
      [2, 'parent', 'below-itself'],
      [3, 'parent', 'below-itself'],
    ]);
    const ring = { code: 'r1', parent: 'r2', nameZh: '甲', nameEn: 'a', points: 0 };
    expect(await putCategories(store().db, [ring])).toMatchObject({
      refused: [{ code: 'below-itself' }, { code: 'below-itself' }],
    });
  });

  test('given out and brought in again changes nothing, whatever its kind', async () => {
    // One begins within a second, and one is to come.
    const moves = [
      { officer: 'O1', grid: 'G2', from: new Date(NOW - 123).toISOString() },
      { officer: 'O1', grid: 'G3', from: new Date(NOW + DAY_MS).toISOString() },
    ];
    await putOfficerAssignments(store().db, moves, NOW);
    const before = await counts();
    for (const kind of IMPORT_KINDS) {
      const rows = await rowsOf(store().db, kind, { at: NOW, within: ids.areas.D! });
      expect(rows.length, kind).toBeGreaterThan(0);
      const { defects, parts } = await bring(
        kind,
        writeTable(kind, rows, { format: 'xlsx', language: 'zh' }),
      );
      expect(defects, kind).toEqual([]);
      expect(
        parts.map(({ created, changed }) => created + changed),
        kind,
      ).toEqual(parts.map(() => 0));
    }
    expect(await counts()).toEqual(before);
  });
});
