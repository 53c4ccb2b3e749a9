import { Command } from 'commander';
import { POST_ROLES, type PostInput, type PostRole } from '../../server/contract/people/post.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { isDay } from '../../server/domain/metrics/periods.ts';
import { columnNamed, plainHeader } from '../../server/domain/reading/columns.ts';
import { at, ReadingError } from '../../server/domain/reading/problem.ts';
import { readRows } from '../../server/domain/reading/rows.ts';
import { openApi } from '../api-client.ts';
import { type Output, type ServerOptions, withServer } from '../command-options.ts';
import { readText } from '../read-text.ts';

/** What a table of posts holds, and the headers it goes by, as `plainHeader` makes them. */
const HEADERS = {
  officer: ['officer', 'officercode', 'code', '工号', '人员编号', '编号'],
  area: ['area', 'areacode', 'grid', '区划', '区划编码', '网格', '网格编码', '单位'],
  role: ['role', 'post', '岗位', '职务'],
  firstDay: ['firstday', 'from', 'start', '起始日期', '开始日期', '任职日期'],
  lastDay: ['lastday', 'to', 'end', '截止日期', '结束日期', '卸任日期'],
} as const;
export type PostColumn = keyof typeof HEADERS;

/** Roles by their code and by their words in any language. */
const ROLES = new Map<string, PostRole>(
  POST_ROLES.flatMap((role) =>
    [role, ...Object.values(WORDS).map(({ console }) => console.postRole[role])].map(
      (name): [string, PostRole] => [plainHeader(name), role],
    ),
  ),
);

/** 2026-06-01, 2026/6/1, 2026.6.1, 20260601 and 2026年6月1日 are one day. */
function readDay(text: string): string {
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text);
  const [year, month, day] = parts ? [parts[1], parts[2] ?? parts[4], parts[3] ?? parts[5]] : [];
  const read = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (isDay(read)) return read;
  throw new ReadingError(`${text || 'nothing'} is no day; write 2026-06-01`);
}

/** A table of posts. `told`: columns by what they hold. @throws ReadingError naming line and column. */
export function readPostTable(
  text: string,
  told: Partial<Record<PostColumn, string>> = {},
): PostInput[] {
  const { names, rows, lines } = readRows(text);
  const columnOf = (what: PostColumn) => {
    if (told[what] !== undefined) return columnNamed(names, told[what]);
    const found = names.find((name) =>
      (HEADERS[what] as readonly string[]).includes(plainHeader(name)),
    );
    if (found !== undefined || what === 'lastDay') return found;
    throw new ReadingError(
      `no column is known for ${what}; name it by --${what.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}-key, there are ${names.join(', ')}`,
    );
  };
  const columns = Object.fromEntries(
    Object.keys(HEADERS).map((what) => [what, columnOf(what as PostColumn)]),
  ) as Record<PostColumn, string | undefined>;
  return rows.map((row, k) =>
    at(`line ${lines[k]}`, (): PostInput => {
      const cell = (what: PostColumn) => (columns[what] === undefined ? '' : row[columns[what]]!);
      const role = ROLES.get(plainHeader(cell('role')));
      if (!role)
        throw new ReadingError(
          `${cell('role') || 'nothing'} is no post; there are ${[...ROLES.keys()].join(', ')}`,
        );
      const last = cell('lastDay');
      return {
        ...{ officer: cell('officer'), area: cell('area'), role },
        ...{ firstDay: readDay(cell('firstDay')), lastDay: last === '' ? null : readDay(last) },
      };
    }),
  );
}

/** The command `posts`: a table of who is leader, instructor or police of what, or staff where. */
export function postsCommand({ say }: Output): Command {
  const program = withServer(new Command('posts'))
    .description('Import a table of posts; all or nothing, and importing again changes nothing')
    .argument('<file>', 'CSV with a header line: officer, area, role, first day, last day');
  for (const what of Object.keys(HEADERS))
    program.option(
      `--${what.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}-key <column>`,
      'the column, where its header is not known',
    );
  return program.action(async (file: string, flags: ServerOptions & Record<string, string>) => {
    const { text } = await readText(file);
    const told = Object.fromEntries(
      Object.keys(HEADERS).flatMap((what) =>
        flags[`${what}Key`] ? [[what, flags[`${what}Key`]]] : [],
      ),
    );
    const posts = at(file, () => readPostTable(text, told));
    const api = await openApi(flags);
    const { changed } = await api.putPosts(posts);
    await api.signOut();
    say(`${posts.length} posts read, ${changed} new or different.`);
  });
}
