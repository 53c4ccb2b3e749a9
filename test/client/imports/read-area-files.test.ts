import { afterEach, expect, test, vi } from 'vitest';
import { readAreaFiles } from '../../../client/imports/api.ts';
import { problem, problemOf } from '../../../server/contract/file-problem.ts';

afterEach(() => vi.unstubAllGlobals());

/** Files of areas by name, each with what the server says of it. */
const chosen = (replies: Record<string, { status: number; body: object; asked?: object }>) => {
  vi.stubGlobal('fetch', async (address: string, { body }: { body: File }) => {
    const { asked, body: said, status } = replies[body.name]!;
    const reply = asked && address.includes('withProblems=true') ? { ...said, ...asked } : said;
    return new Response(JSON.stringify(reply), { status });
  });
  return Object.keys(replies).map((name) => new File(['{}'], name));
};
const refused = (code: 'no-dbf' | 'empty') => ({
  status: 400,
  body: { error: 'invalid', problems: [problem(code)] },
});

test('of several files of which one cannot be read it is told what is wrong with each, under its name', async () => {
  const told = [problemOf('7', 'code-of-several', { count: 2 })];
  const files = chosen({
    'town.zip': refused('no-dbf'),
    'grid.geojson': { status: 200, body: { keys: {} }, asked: { problems: told } },
    'city.kml': refused('empty'),
  });
  const named = (value: string) => ({ code: 'named', value });
  await expect(readAreaFiles(files, null)).rejects.toMatchObject({
    code: 'invalid',
    problems: [
      { code: 'no-dbf', places: [named('town.zip')] },
      { code: 'code-of-several', places: [named('grid.geojson'), named('7')] },
      { code: 'empty', places: [named('city.kml')] },
    ],
  });
});

test('one file alone is told of without its name, and what is not about files as it is', async () => {
  await expect(readAreaFiles(chosen({ 'a.zip': refused('no-dbf') }), null)).rejects.toMatchObject({
    problems: [{ code: 'no-dbf', values: {} }],
  });
  const away = { status: 503, body: { error: 'unavailable' } };
  await expect(
    readAreaFiles(chosen({ 'a.zip': refused('no-dbf'), 'b.zip': away }), null),
  ).rejects.toMatchObject({ code: 'unavailable', problems: [] });
});

test('files that are all read come as they are, in their order', async () => {
  const sound = (format: string) => ({ status: 200, body: { format } });
  const files = chosen({ 'a.kml': sound('kml'), 'b.zip': sound('shapefile') });
  expect((await readAreaFiles(files, null)).map(({ format }) => format)).toEqual([
    'kml',
    'shapefile',
  ]);
});
