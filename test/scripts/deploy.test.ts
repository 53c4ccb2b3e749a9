import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { SERVER } from '../../scripts/build/server-command.mjs';
import { Environment } from '../../server/config/environment.ts';
import { createMetrics } from '../../server/metrics.ts';

const at = (name: string) => join('scripts/deploy', name);
const read = (name: string) => readFile(at(name), 'utf8');
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** Beside what the configuration names. */
const OTHERS = ['NODE_ENV', 'SECRETS_DIR'];
const isKnown = (name: string) => name in Environment.properties || OTHERS.includes(name);

/** Every metric a server exports, those of a histogram by their parts. */
async function exported(): Promise<Set<string>> {
  const metrics = createMetrics();
  metrics.addGauges({
    ...{ queuedRows: () => 0, handheldSockets: () => 0, consoleSockets: () => 0 },
    ...{ webhooksWaiting: async () => 0, streamLagMs: () => 0, queues: async () => [] },
    poolState: () => ({ open: 0, idle: 0, waiting: 0 }),
  });
  const names = metrics.registry.getMetricsAsArray().map(({ name }) => name);
  return new Set([...names, ...names.map((name) => `${name}_bucket`), 'up']);
}
const namesIn = (expr: string) => expr.match(/\b(?:xunji|nodejs|process)_\w+|\bup\b/g) ?? [];

test('alert rules and the dashboard ask for what servers export', async () => {
  const known = await exported();
  const rules = parse(await read('alerts.yaml')).groups.flatMap(
    ({ rules }: { rules: { expr: string }[] }) => rules,
  );
  const { panels } = JSON.parse(await read('dashboard.json'));
  const asked = [...rules, ...panels.flatMap((panel: { targets: object[] }) => panel.targets)];
  expect(asked.length).toBeGreaterThan(20);
  for (const { expr } of asked as { expr: string }[]) {
    expect(namesIn(expr), expr).not.toEqual([]);
    for (const name of namesIn(expr)) expect(known, expr).toContain(name);
  }
  const shown = new Set(
    panels.flatMap((panel: { targets: { expr: string }[] }) =>
      panel.targets.flatMap(({ expr }) => namesIn(expr)),
    ),
  );
  for (const name of [
    'fixes_total',
    'jobs_waiting',
    'jobs_oldest_seconds',
    'jobs_failing',
    'stream_lag_seconds',
    'store_connections',
  ])
    expect(shown).toContain(`xunji_${name}`);
});

test('the compose file runs two servers over one store and one Redis, by variables there are', async () => {
  const { services } = parse(await read('compose.yaml'), { merge: true });
  expect(services['server-1']).toEqual(services['server-2']);
  const { environment, secrets, build, depends_on } = services['server-1'];
  for (const name of [...Object.keys(environment), ...secrets])
    expect(isKnown(name), name).toBe(true);
  for (const name of Object.keys(depends_on))
    expect(services[name].healthcheck, name).toBeDefined();
  expect(existsSync(join('scripts/deploy', build.context, build.dockerfile))).toBe(true);
  // pg_dump of bookworm is 15 and refuses what is newer.
  expect(await read('Containerfile')).toMatch(/bookworm-slim\n.*\n.*install .*postgresql-client/);
  expect(services.postgres.image).toMatch(/\/postgis:15-/);
  const [conf] = services.proxy.volumes[0].split(':');
  expect(existsSync(at(conf))).toBe(true);
});

test('the image holds what the server imports, nothing it copies is missing, and it runs the server as npm start and systemd do', async () => {
  const text = await read('Containerfile');
  const copied = [...text.matchAll(/^COPY --from=build \/opt\/xunji\/(\S+)/gm)].map(
    ([, path]) => path!,
  );
  for (const path of copied.filter((path) => path !== 'dist'))
    expect(existsSync(path), path).toBe(true);
  for (const path of ['server', 'scripts', 'sql', 'package.json', 'node_modules', 'dist'])
    expect(copied).toContain(path);
  const command = JSON.parse(/^CMD (\[.*\])$/m.exec(text)![1]!) as string[];
  expect(existsSync(command.at(-1)!)).toBe(true);
  expect(command).toEqual(['node', ...SERVER]);
  expect(await read('xunji.service')).toContain(`\nExecStart=/usr/bin/node ${SERVER.join(' ')}\n`);
});

test.skipIf(!has('systemd-analyze'))('the systemd unit is well formed and hardened', async () => {
  const unit = at('xunji.service');
  const secure = spawnSync(
    'systemd-analyze',
    ['security', '--offline=true', '--threshold=20', '--no-pager', unit],
    { encoding: 'utf8' },
  );
  expect(secure.status, secure.stdout + secure.stderr).toBe(0);
  const set = [...(await read('xunji.service')).matchAll(/^Environment=(.*)$/gm)];
  for (const [, line] of set)
    for (const part of line!.split(' ')) expect(isKnown(part.split('=')[0]!), part).toBe(true);
});

test('the systemd unit hands over each secret under the name it is read by', async () => {
  const text = await read('xunji.service');
  expect(text).toMatch(/^Environment=SECRETS_DIR=%d$/m);
  // A folder would be loaded as files of other names.
  const loaded = [...text.matchAll(/^LoadCredential=(\w+):(.*)$/gm)];
  expect(loaded.map(([, name]) => name)).toEqual(['DATABASE_URL', 'SESSION_SECRET']);
  for (const [, name, path] of loaded) expect(path).toBe(`/etc/xunji/secrets/${name}`);
});

const nginx = process.env.NGINX_PATH;
test.skipIf(!nginx)('nginx takes the configuration before two servers', async () => {
  // Names of containers are known where they run.
  const conf = (await read('balancer.conf'))
    .replaceAll(/server-\d:/g, '127.0.0.1:')
    .replace('listen 8080', 'listen 127.0.0.1:8080');
  const folder = await mkdtemp(join(tmpdir(), 'xunji-balancer-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const whole = join(folder, 'nginx.conf');
  await writeFile(
    whole,
    `error_log stderr; pid ${folder}/pid; events {} http { access_log off; ${conf} }`,
  );
  const { status, stderr } = spawnSync(nginx!, ['-t', '-q', '-c', whole, '-p', folder], {
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
});
