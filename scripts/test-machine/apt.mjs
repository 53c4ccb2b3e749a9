import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether missing pieces may be installed here: root on Debian or Ubuntu. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

let updated = false;

/** Installs Debian packages; returns whether it went well. */
export function aptInstall(...packages) {
  const run = (...args) =>
    spawnSync('apt-get', ['-qq', '-y', '--no-install-recommends', ...args], {
      // Level 1: what is installed is not started as a service.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0;
  console.log(`· installing ${packages.join(' ')}`);
  if (!updated) updated = run('update');
  return run('install', ...packages);
}
