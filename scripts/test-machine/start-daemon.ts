import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Daemon {
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a program that serves, and waits until it has said that it does. Throws with all it said where it ends before. */
export async function startDaemon(
  path: string,
  args: readonly string[],
  ready: string,
): Promise<Daemon> {
  const daemon = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(daemon, 'exit');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [daemon.stdout, daemon.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        if (said.includes(ready)) resolve();
      });
    ended.then(() => reject(new Error(`${path} ended: ${said}`)), reject);
  });
  return {
    async stop(signal = 'SIGTERM') {
      daemon.kill(signal);
      await ended;
    },
  };
}
