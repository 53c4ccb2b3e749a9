import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port.mjs';

export interface RedisProcess {
  port: number;
  close: () => Promise<void>;
}

/** A Redis of its own on a port of this machine that keeps nothing; `path` is of its program. */
export async function startRedis(path: string): Promise<RedisProcess> {
  const port = await freePort();
  const server = spawn(
    path,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('Ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`redis-server ended: ${text}`)));
  });
  return {
    port,
    async close() {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
