import { utils, write } from '@e965/xlsx';
import { defuse } from '../../contract/csv.ts';
import { CHOICE_WORDS } from '../../contract/imports/choice-words.ts';
import type { ImportField, ImportKind } from '../../contract/imports/import.ts';
import { WORDS } from '../../contract/words/index.ts';
import type { Language } from '../../contract/words/languages.ts';
import { headerIn } from './find-columns.ts';
import { KINDS } from './kinds.ts';

export const TABLE_FORMATS = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { type: 'text/csv; charset=utf-8' },
} as const;

/** A row that could be brought in, by field. */
export type WrittenRow = Partial<Record<ImportField, string | number | null>>;

const EXAMPLE: WrittenRow = {
  code: 'A-0001',
  name: '张三',
  category: 'full-time',
  officer: 'A-0001',
  grid: '331004001001001',
  handheld: 'H-0001',
  from: '2026-01-01 00:00',
  datum: 'wgs84',
  firstDay: '2026-01-05',
  lastDay: '2026-01-07',
  leaveKind: 'leave',
  area: '331004001001001',
  role: 'leader',
  substitute: 'A-0002',
  day: '2026-10-01',
  dayKind: 'holiday',
  festival: '国庆节',
  nameZh: '乱堆乱放',
  nameEn: 'Litter',
  points: 2,
  departmentKind: 'department',
  incidentCategory: 'A-0001',
  sentAtOnce: 'no',
  accountRole: 'supervisor',
  home: '331004001001',
};
/** What stands for other things in some kinds. */
const EXAMPLES: Partial<Record<ImportKind, WrittenRow>> = {
  departments: { code: 'D-0001', name: '综合执法局', area: '331004' },
  accounts: { name: 'zhangsan', area: '331004001' },
};

/** A row of a template; what names other things is to be changed. */
export const exampleOf = (kind: ImportKind): WrittenRow => ({ ...EXAMPLE, ...EXAMPLES[kind] });

/** What a code of a choice is called in a language, without what explains it; null where the column holds no choice. */
export function choiceIn(field: ImportField, code: string, language: Language): string | null {
  const within = (words: unknown, name: string) => (words as Record<string, unknown>)?.[name];
  const path = CHOICE_WORDS[field]?.split('.');
  const word = path && [...path, code].reduce<unknown>(within, WORDS[language].console);
  return typeof word === 'string' ? word.replace(/\s*[（(,].*$/, '') : null;
}

/**
 * A table of a kind as a file that `readTable` reads back: headers and what is chosen of a list in a language, every cell text, so that no spreadsheet makes
 * numbers of codes. CSV is UTF-8 with a mark, as Excel wants it.
 */
export function writeTable(
  kind: ImportKind,
  rows: readonly WrittenRow[],
  { format, language }: { format: keyof typeof TABLE_FORMATS; language: Language },
): Uint8Array {
  const { fields } = KINDS[kind];
  const header = fields.map(({ field }) => headerIn(kind, field, WORDS[language].console));
  const told = (value: string | number) =>
    format === 'csv' && typeof value === 'string' ? defuse(value) : String(value);
  const named = (field: ImportField, value: string | number) =>
    choiceIn(field, String(value), language) ?? value;
  const body = rows.map((row) => fields.map(({ field }) => told(named(field, row[field] ?? ''))));
  const sheet = utils.aoa_to_sheet([header, ...body]);
  if (format === 'csv') return new TextEncoder().encode(`\uFEFF${utils.sheet_to_csv(sheet)}\n`);
  for (const [at, cell] of Object.entries(sheet)) if (!at.startsWith('!')) cell.z = '@';
  sheet['!cols'] = header.map((name) => ({ wch: Math.max(14, 2 * name.length + 2) }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, WORDS[language].console.imports.kind[kind].slice(0, 31));
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }));
}
