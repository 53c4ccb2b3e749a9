import { afterAll, expect, test } from 'vitest';
import { createFileReader } from '../../server/jobs/imports/file-reader.ts';

const reader = createFileReader();
afterAll(() => reader.close());

const ROWS = 30_000;
const file = (text: string) => ({
  ...{ kind: 'officers' as const, bytes: Buffer.from(text), nowMs: 0 },
  ...{ columns: {}, timeZone: 'Asia/Shanghai' },
});

test('a large file is read in a thread: what is wrong with it, or why it cannot be read, comes out as from here', async () => {
  const rows = Array.from({ length: ROWS }, (_, k) => `W${k},${k === 9 ? '' : '张三'}`);
  const { count, defects } = await reader.read(file(['工号,姓名', ...rows].join('\n')));
  expect([count, defects]).toEqual([
    ROWS,
    [{ row: 11, field: 'name', column: '姓名', defect: 'empty', value: '' }],
  ]);
  await expect(reader.read(file(`%PDF-1.4${rows.join('\n')}`))).rejects.toMatchObject({
    name: 'ReadingError',
    problems: [{ code: 'is-pdf' }],
  });
}, 120_000);
