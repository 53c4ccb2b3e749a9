// Plain JavaScript: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientIsStale } from './build/client-build.mjs';
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

// Side by side, before anything else wants the machine: a fault here is told in seconds, and the console is built once for all browsers.
if (whole) {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const steps = [
    ['lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '.'],
    ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
    ...((await clientIsStale(root)) ? [['console', ...vite]] : []),
  ];
  const ended = await Promise.all(steps.map(runStep));
  if (ended.includes(false)) process.exit(1);
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
  const failures = result.testResults.flatMap(failuresOf);
  if (exit === 0 && failures.length > 0) exit = 1;
  const { unknown, gone } = await compareStatements(statements, { update, whole });
  // Said and not failed: which of the rarer statements a run sends depends on how its jobs fall.
  for (const { file, text } of whole ? [] : unknown)
    console.log(`\nNot on record in test/db/sql (npm test -- --update):\n-- ${file}\n${text}`);
  if (whole && unknown.length > 0)
    console.log(
      `${unknown.length} statements sent are not on record in test/db/sql (npm test -- --update): ${[...new Set(unknown.map(({ file }) => file))].join(', ')}`,
    );
  if (exit === 0 && gone.length > 0)
    console.log(`${gone.length} statements on record were not sent (npm test -- --update)`);
  // Again at the end, where a log that was cut still shows them.
  for (const failure of failures) console.log(`failed: ${failure}`);
  console.log(
    `${result.numPassedTests} passed, ${failures.length} failed, ${result.numPendingTests + result.numTodoTests} skipped`,
  );
} finally {
  await postgres.close();
  await rm(scratch, { recursive: true, force: true });
}
process.exit(exit ?? 1);

/** Whether a step ended well; what it printed is shown at its end. */
async function runStep([name, ...command]) {
  const began = Date.now();
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => printed.push(part));
  const [code] = await once(child, 'close');
  console.log(
    `· ${name}: ${code === 0 ? 'good' : 'failed'} (${Math.round((Date.now() - began) / 1000)} s)`,
  );
  if (code !== 0) process.stdout.write(Buffer.concat(printed));
  return code === 0;
}

/** One line each. A file that could not even be read has failed, though none of its tests has. */
function failuresOf({ name, status, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [`${file} could not be run`];
  return failed.map(
    ({ fullName, failureMessages: [message = ''] }) =>
      `${file} > ${fullName}: ${message.split('\n')[0]}`,
  );
}
