import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { box, record, roundBlock } from '../domain/verification/walks.ts';

const run = promisify(execFile);

async function files() {
  const folder = await mkdtemp(join(tmpdir(), 'xunji-verify-'));
  const rows = record({ path: roundBlock(), everyS: 20 }).map(
    ({ t, lng, lat, accuracyM }) => `${new Date(t).toISOString()},${lng},${lat},${accuracyM}`,
  );
  await writeFile(join(folder, 'walk.csv'), ['time,lng,lat,accuracy', ...rows].join('\n'));
  await writeFile(join(folder, 'grid.geojson'), JSON.stringify(box(-50, -50, 300, 300)));
  await writeFile(join(folder, 'norm.json'), JSON.stringify({ coveragePerPatrol: 0.3 }));
  await writeFile(join(folder, 'bad.json'), JSON.stringify({ coveragePerPatrol: 3 }));
  return (name: string) => join(folder, name);
}

const verify = (...options: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'scripts/verify.ts', ...options]);

test('a recorded walk is judged from files alone, and a bad norm is named', async () => {
  const at = await files();
  const common = ['--track', at('walk.csv'), '--grid', at('grid.geojson')];
  const [json, text, bad] = await Promise.all([
    verify(...common, '--norm', at('norm.json'), '--json'),
    verify(...common, '--norm', at('norm.json'), '--other', at('walk.csv')),
    verify(...common, '--norm', at('bad.json')).catch((error: { stderr: string }) => error),
  ]);
  const [judged] = JSON.parse(json.stdout);
  expect(judged).toMatchObject({ track: 'walk', grid: '1', verdict: { outcome: 'completed' } });
  expect(text.stdout).toContain('walk in grid 1: suspicious');
  expect(text.stdout).toContain('several-accounts, strong');
  expect(bad.stderr).toContain('bad.json: /coveragePerPatrol');
}, 60_000);
