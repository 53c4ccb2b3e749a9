import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { cellOf } from '../../server/domain/geo/h3.ts';
import { at, box, record, roundBlock } from '../domain/verification/walks.ts';

const run = promisify(execFile);

async function files() {
  const folder = await mkdtemp(join(tmpdir(), 'xunji-verify-'));
  const rows = record({ path: roundBlock(), everyS: 20 }).map(
    ({ t, lng, lat, accuracyM }) => `${new Date(t).toISOString()},${lng},${lat},${accuracyM}`,
  );
  await writeFile(join(folder, 'walk.csv'), ['time,lng,lat,accuracy', ...rows].join('\n'));
  await writeFile(join(folder, 'grid.geojson'), JSON.stringify(box(-50, -50, 300, 300)));
  await writeFile(join(folder, 'norm.json'), JSON.stringify({ coveragePerPatrol: 0.3 }));
  await writeFile(join(folder, 'risk.json'), JSON.stringify({ [cellOf(at(125, 0))]: 1 }));
  await writeFile(join(folder, 'bad.json'), JSON.stringify({ coveragePerPatrol: 3 }));
  return (name: string) => join(folder, name);
}

const verify = (...options: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'scripts/verify.ts', ...options]);

test('a recorded walk is judged from files alone, and a bad norm is named', async () => {
  const file = await files();
  const common = ['--track', file('walk.csv'), '--grid', file('grid.geojson')];
  const [json, text, bad, risky] = await Promise.all([
    verify(...common, '--norm', file('norm.json'), '--json'),
    verify(...common, '--norm', file('norm.json'), '--other', file('walk.csv')),
    verify(...common, '--norm', file('bad.json')).catch((error: { stderr: string }) => error),
    verify(...common, '--risk', file('risk.json')),
  ]);
  const [judged] = JSON.parse(json.stdout);
  expect(judged).toMatchObject({ track: 'walk', grid: '1', verdict: { outcome: 'completed' } });
  expect(text.stdout).toContain('walk in grid 1: suspicious');
  expect(text.stdout).toContain('several-accounts, strong');
  // All the risk lies on the street that was walked.
  expect(risky.stdout).toContain('of risk    100 %');
  expect(bad.stderr).toContain('bad.json: /coveragePerPatrol');
}, 240_000);
