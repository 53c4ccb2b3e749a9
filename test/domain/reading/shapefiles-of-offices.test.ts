import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readMap, readSomeMap } from '../../../server/domain/reading/maps/read-map.ts';
import { systemOfWkt, UNNAMED } from '../../../server/domain/reading/maps/systems.ts';
import { openZip } from '../../../server/domain/reading/texts/zip.ts';
import { square } from '../../support/made/area-file.ts';
import { shapefile } from '../../support/made/shapefile.ts';

const ring = square(121.37, 28.58)[0]!.toReversed();
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A Shapefile of one record, parts of which are otherwise. */
function made(
  texts: Record<string, string>,
  change: (parts: Map<string, Uint8Array>) => void = () => {},
): Uint8Array {
  const parts = openZip(shapefile([{ ring, texts }]));
  change(parts);
  return zipSync(Object.fromEntries(parts));
}
const labelled = (cpg: string) => (parts: Map<string, Uint8Array>) =>
  parts.set('grids.cpg', latin1(cpg));
/** Calls the first field one of numbers. */
const numbers = (type: string) => (parts: Map<string, Uint8Array>) =>
  parts.get('grids.dbf')!.set(latin1(type), 32 + 11);

test.each([
  ['331004001001001.000000', '331004001001001'],
  ['3.310040010010010e+014', '331004001001001'],
  ['331004001001000123', '331004001001000123'],
  ['0.5', '0.5'],
  ['', ''],
])('a field of numbers that holds %s says %s', async (written, read) => {
  for (const type of 'NF') {
    const { features } = await readMap(made({ code: written, name: 'n' }, numbers(type)));
    expect(features[0]!.properties).toEqual({ code: read, name: 'n' });
  }
  const { features } = await readMap(made({ code: written, name: 'n' }));
  expect(features[0]!.properties!.code).toBe(written);
});

test.each([
  'GB 2312',
  'gbk',
  '936',
  'ANSI 936',
  'GB18030\r\n',
  'EUC-CN',
  'x-EUC_CN',
  'GB2312-80',
  'GB18030-2005',
  'MS936',
  'zh_CN.GBK',
  'Code page 936',
  'LDID/77',
])('a .cpg may call GBK %s', async (cpg) => {
  const { features, notes } = await readMap(made({ code: '1', name: '邮亭' }, labelled(cpg)));
  expect([features[0]!.properties!.name, notes]).toEqual(['邮亭', []]);
});

test.each([
  ['SYSTEM', 'no-cpg'],
  ['OEM', 'no-cpg'],
  ['LDID/87', 'no-cpg'],
  ['LDID/200', 'no-cpg'],
  ['ISO 8859-1', 'cpg-not-so'],
  ['ISO-8859-1', 'cpg-not-so'],
  ['88591', 'cpg-not-so'],
])('a .cpg that says %s of a Chinese table makes no garbage of it', async (cpg, note) => {
  const { features, notes } = await readMap(made({ code: '1', name: '邮亭' }, labelled(cpg)));
  expect(features[0]!.properties!.name).toBe('邮亭');
  expect(notes).toMatchObject([{ code: note, values: { encoding: 'gb18030' } }]);
});

test.each([
  ['UTF-8 BOM', '邮亭', 'utf8'],
  ['utf_8', '邮亭', 'utf8'],
  ['Big5-HKSCS', '\xb6\x6c', 'latin1'],
  ['LDID/79', '\xb6\x6c', 'latin1'],
  ['LDID/78', '\xb0\xa1', 'latin1'],
] as const)('a .cpg that says %s is understood', async (cpg, name, written) => {
  const { features, notes } = await readMap(
    made({ code: '1', name: '______' }, (parts) => {
      labelled(cpg)(parts);
      const dbf = Buffer.from(parts.get('grids.dbf')!);
      const at = dbf.indexOf('______');
      dbf.fill(' ', at, at + 6);
      dbf.write(name, at, written);
      parts.set('grids.dbf', dbf);
    }),
  );
  const read = { 'LDID/79': '郵', 'Big5-HKSCS': '郵', 'LDID/78': '가' }[cpg as string] ?? name;
  expect([features[0]!.properties!.name, notes]).toEqual([read, []]);
});

test('a Latin table is one', async () => {
  const { features, notes } = await readMap(
    made({ code: '1', name: 'Caf_' }, (parts) => {
      labelled('ISO-8859-1')(parts);
      const dbf = Buffer.from(parts.get('grids.dbf')!);
      dbf[dbf.indexOf('Caf_') + 3] = 0xe9;
      parts.set('grids.dbf', dbf);
    }),
  );
  expect([features[0]!.properties!.name, notes]).toEqual(['Café', []]);
});

test('the name of a field that is cut off within a character is what is left of it', async () => {
  const { features } = await readMap(made({ 所属网格编码: '1', name: 'n' }));
  expect(features[0]!.properties).toEqual({ 所属网格编: '1', name: 'n' });
});

test('a text that is cut off within a character is told as such', async () => {
  const name = `a${'亭'.repeat(20)}`;
  const { features } = await readSomeMap(
    made({ code: '1', name }, (parts) => {
      const [one, dbf] = [parts.get('grids.shp')!, Buffer.from(parts.get('grids.dbf')!)];
      // A second record, so that not all are unread.
      const more = Buffer.concat([one, one.subarray(100)]);
      more.writeInt32BE(more.length / 2, 24);
      parts.set('grids.shp', more);
      const record = Buffer.from(` ${'2'.padEnd(40)}${'n'.padEnd(40)}`);
      dbf.writeUInt32LE(2, 4);
      parts.set('grids.dbf', Buffer.concat([dbf, record]));
    }),
    UNNAMED,
  );
  expect(features.map(({ unread = [] }) => unread)).toMatchObject([
    [{ code: 'dbf-cut', values: { bytes: 40, text: `a${'亭'.repeat(19)}` } }],
    [],
  ]);
});

test('a .prj in another encoding, and one of heights too, names the system of its places', async () => {
  const prj = new TextDecoder().decode(
    openZip(shapefile([{ ring, texts: { a: '' } }])).get('grids.prj')!,
  );
  const told = (bytes: Uint8Array) =>
    readMap(made({ code: '1' }, (parts) => parts.set('grids.prj', bytes)));
  const { system } = await told(Buffer.from(`\uFEFF${prj}`, 'utf16le'));
  expect(system).toBe('CGCS2000_3_Degree_GK_CM_120E');
  const heights = 'VERT_CS["Yellow Sea 1985",VERT_DATUM["Yellow Sea 1985",2005],UNIT["metre",1]]';
  expect(systemOfWkt(`COMPD_CS["both",${prj},${heights}]`).name).toBe(system);
});

test('names of fields that were cut within a character and numbered are read as what is left of them', async () => {
  const cut = Buffer.concat([Buffer.from('行政'), Buffer.from([0xe5, 0x8c]), Buffer.from('_1')]);
  const { features } = await readMap(
    made({ code: '1', name: 'n' }, (parts) => {
      parts.get('grids.dbf')!.set(cut, 32 + 32);
      parts.set('grids.cpg', latin1('UTF-8'));
    }),
  );
  expect(features[0]!.properties).toEqual({ code: '1', 行政_1: 'n' });
});
