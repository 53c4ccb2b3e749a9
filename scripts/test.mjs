// Plain JavaScript: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';
import { findChromium } from './test-machine/chromium.mjs';
import { findDaemon } from './test-machine/daemon.mjs';
import { openPostgres } from './test-machine/postgres.mjs';
import { compareStatements } from './test-machine/statements.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
await ensureInstalled(root);

const args = process.argv.slice(2);
const update = args.includes('--update') || args.includes('-u');
const whole = args.every((arg) => arg === '--update' || arg === '-u');

// Alone, before anything else wants the machine: a fault here is told in seconds.
if (whole)
  for (const [step, ...command] of [
    ['lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '.'],
    ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ]) {
    console.log(`· ${step}`);
    const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }

const scratch = await mkdtemp(join(tmpdir(), 'xunji-test-'));
const statements = join(scratch, 'statements');
// What a crash would cost does not matter here.
const settings = { synchronous_commit: 'off', full_page_writes: 'off' };
const postgres = await openPostgres(scratch, { settings });
const chromium = await findChromium();
const mosquitto = await findDaemon('mosquitto', { of: 'MQTT tests', debian: 'mosquitto' });
const nginx = await findDaemon('nginx', { of: 'Tests behind a proxy', debian: 'nginx-light' });
const ogr2ogr = await findDaemon('ogr2ogr', { of: 'Tests with GDAL', debian: 'gdal-bin' });
const nodes = { of: 'Tests of several servers', debian: 'redis-server' };
const redis = await findDaemon('redis-server', nodes);
const pooler = { of: 'Tests behind a pooler', debian: 'pgbouncer' };
const pgbouncer = await findDaemon('pgbouncer', pooler);
const missing = [postgres, chromium, mosquitto, nginx, redis, pgbouncer, ogr2ogr].flatMap(
  ({ missing }) => missing ?? [],
);

let exit = 1;
try {
  const report = join(scratch, 'report.json');
  const vitest = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        XUNJI_STATEMENTS: statements,
        ...(postgres.url ? { TEST_DATABASE_URL: postgres.url } : {}),
        ...(postgres.missing ? { TEST_DATABASE_MISSING: postgres.missing } : {}),
        ...(chromium.path ? { CHROMIUM_PATH: chromium.path } : {}),
        ...(mosquitto.path ? { MOSQUITTO_PATH: mosquitto.path } : {}),
        ...(nginx.path ? { NGINX_PATH: nginx.path } : {}),
        ...(ogr2ogr.path ? { OGR2OGR_PATH: ogr2ogr.path } : {}),
        ...(redis.path ? { REDIS_PATH: redis.path } : {}),
        ...(pgbouncer.path ? { PGBOUNCER_PATH: pgbouncer.path } : {}),
        ...(chromium.missing ? { CHROMIUM_MISSING: chromium.missing } : {}),
      },
    },
  );
  [exit] = await once(vitest, 'exit');
  const result = JSON.parse(await readFile(report, 'utf8'));
  for (const reason of missing) console.log(`skipped: ${reason}`);
  // A file that could not even be read has failed, though none of its tests has.
  const broken = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = result.numFailedTests + broken;
  if (exit === 0 && failed > 0) exit = 1;
  const { unknown, gone } = await compareStatements(statements, { update, whole });
  // Said and not failed: which of the rarer statements a run sends depends on how its jobs fall.
  for (const { file, text } of unknown)
    console.log(`\nNot on record in test/db/sql (npm test -- --update):\n-- ${file}\n${text}`);
  if (exit === 0 && gone.length > 0)
    console.log(`${gone.length} statements on record were not sent (npm test -- --update)`);
  console.log(
    `${result.numPassedTests} passed, ${failed} failed, ${result.numPendingTests + result.numTodoTests} skipped`,
  );
} finally {
  await postgres.close();
  await rm(scratch, { recursive: true, force: true });
}
process.exit(exit ?? 1);
