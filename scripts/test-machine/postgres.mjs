import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aptInstall, canInstall } from './apt.mjs';
import { freePort } from './free-port.mjs';

const REMEDY =
  'Set DATABASE_URL to a PostgreSQL with PostGIS, or install its server (Debian: postgresql and postgresql-N-postgis-3).';

/** A PostgreSQL with PostGIS to test on: DATABASE_URL's, or a throwaway cluster from local binaries, not durable unless told, with `settings` of its own. */
export async function openPostgres(scratch, { durable = false, settings = {} } = {}) {
  const close = async () => {};
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, close };
  const bin = findServer() ?? (canInstall() && aptInstall('postgresql') ? findServer() : undefined);
  if (!bin) return { missing: `PostgreSQL tests: no server binaries found. ${REMEDY}`, close };
  if (!hasPostgis(bin)) {
    const version = spawnSync(join(bin, 'postgres'), ['--version'], {
      encoding: 'utf8',
    }).stdout.match(/(\d+)\./)?.[1];
    if (!canInstall() || !aptInstall(`postgresql-${version}-postgis-3`) || !hasPostgis(bin))
      return { missing: `PostgreSQL tests: the server has no PostGIS. ${REMEDY}`, close };
  }
  try {
    return await startCluster(bin, scratch, { ...settings, fsync: durable ? 'on' : 'off' });
  } catch (error) {
    return {
      missing: `PostgreSQL tests: the throwaway cluster did not start (${error.message}). ${REMEDY}`,
      close,
    };
  }
}

function findServer() {
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => b - a)
    : [];
  const homes = versions.map((version) => `/usr/lib/postgresql/${version}/bin`);
  const config = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  if (config.status === 0) homes.push(config.stdout.trim());
  return homes.find(
    (home) => existsSync(join(home, 'initdb')) && existsSync(join(home, 'postgres')),
  );
}

function hasPostgis(bin) {
  const config = existsSync(join(bin, 'pg_config')) ? join(bin, 'pg_config') : 'pg_config';
  const { stdout } = spawnSync(config, ['--sharedir'], { encoding: 'utf8' });
  const version = bin.match(/postgresql\/(\d+)/)?.[1];
  const shares = [stdout?.trim(), version && `/usr/share/postgresql/${version}`].filter(Boolean);
  return shares.some((share) => existsSync(join(share, 'extension/postgis.control')));
}

async function startCluster(bin, scratch, given) {
  // PostgreSQL refuses to run as root.
  const as = process.getuid?.() === 0 ? idsOf('postgres') : {};
  const home = join(scratch, 'postgres');
  mkdirSync(home);
  if (as.uid !== undefined) {
    chownSync(scratch, as.uid, as.gid);
    chownSync(home, as.uid, as.gid);
  }
  const options = { ...as, cwd: home, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  const data = join(home, 'data');
  const init = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'],
    options,
  );
  if (init.status !== 0) throw new Error(`initdb: ${init.stderr}`);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: home,
    max_connections: 60,
    ...given,
  };
  const own = await runServer(bin, data, { options, settings });
  return {
    url: own.url,
    /** SIGKILL, and started again; its children may hold its memory for a moment. */
    async killAndStart() {
      await own.end('SIGKILL');
      for (let tries = 0; ; tries++)
        try {
          await own.start();
          return;
        } catch (error) {
          if (tries > 20) throw error;
          await pause(200);
        }
    },
    /** A second server that follows this one by streaming replication, and only reads. */
    async openReplica() {
      const copy = join(home, 'replica');
      const port = new URL(own.url).port;
      const from = ['-h', '127.0.0.1', '-p', port, '-U', 'postgres'];
      const made = spawnSync(
        join(bin, 'pg_basebackup'),
        [...from, '-D', copy, '-R', '-X', 'stream', '-c', 'fast'],
        options,
      );
      if (made.status !== 0) throw new Error(`pg_basebackup: ${made.stderr}`);
      const replica = await runServer(bin, copy, { options, settings });
      return { url: replica.url, close: () => replica.end('SIGINT') };
    },
    close: () => own.end('SIGINT'),
  };
}

/** A server over a data directory, on a free port. */
async function runServer(bin, data, { options, settings }) {
  const port = await freePort();
  let server;
  const start = async () => {
    server = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        data,
        ...Object.entries({ ...settings, port }).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      { ...options, stdio: 'ignore' },
    );
    for (let tries = 0; ; tries++) {
      if (
        spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status ===
        0
      )
        return;
      if (server.exitCode !== null || tries > 150) throw new Error('not ready within 30 s');
      await pause(200);
    }
  };
  const end = async (signal) => {
    server.kill(signal);
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  };
  await start();
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, start, end };
}

function idsOf(user) {
  const id = (flag) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}
