import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readMap, readSomeMap } from '../../../server/domain/reading/maps/read-map.ts';
import { UNNAMED } from '../../../server/domain/reading/maps/systems.ts';
import { openZip } from '../../../server/domain/reading/texts/zip.ts';
import { square } from '../../support/made/area-file.ts';
import { shapefile } from '../../support/made/shapefile.ts';

const layer = (code: string) =>
  shapefile([{ ring: square(121.37, 28.58)[0]!.toReversed(), texts: { code, name: 'n' } }]);
const packed = (files: Record<string, Uint8Array>) => zipSync(files);
const codesOf = ({ features }: { features: readonly { properties: unknown }[] }) =>
  features.map(({ properties }) => (properties as { code: string }).code);

test('archives of a level each, packed together, are read as one file', async () => {
  const read = await readMap(packed({ 'town.zip': layer('T'), 'data/grid.zip': layer('G') }));
  expect(codesOf(read)).toEqual(['T', 'G']);
});

test('an archive in another that is damaged is told beside what is wrong with the others', async () => {
  const grid = layer('G');
  const { faults } = await readSomeMap(
    packed({ 'town.zip': layer('T').subarray(0, 300), 'grid.zip': grid }),
    UNNAMED,
  );
  expect(faults).toEqual([
    { code: 'archive-damaged', values: {}, places: [{ code: 'named', value: 'town.zip' }] },
  ]);
});

test('names of files in GBK, as Windows packs them, are read as they are', async () => {
  const parts = Object.fromEntries(
    [...openZip(layer('G'))].flatMap(([name, bytes]) =>
      name.endsWith('.dbf') ? [] : [[name.replace('grids', 'wwgg'), bytes]],
    ),
  );
  const bytes = Buffer.from(packed(parts));
  for (let at = bytes.indexOf('wwgg'); at >= 0; at = bytes.indexOf('wwgg'))
    iconv.encode('网格', 'gbk').copy(bytes, at);
  await expect(readMap(new Uint8Array(bytes))).rejects.toThrow(/^网格: there is no \.dbf/);
});

test('maps of another kind beside those that are read are told', async () => {
  const beside = new TextEncoder().encode('{}');
  const { notes } = await readMap(
    packed({ ...Object.fromEntries(openZip(layer('G'))), 'town.geojson': beside }),
  );
  expect(notes).toEqual([{ code: 'files-not-read', values: { names: 'town.geojson' } }]);
});
