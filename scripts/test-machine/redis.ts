import { freePort } from './free-port.mjs';
import { startDaemon } from './start-daemon.ts';

export interface RedisProcess {
  port: number;
  close: () => Promise<void>;
}

/** A Redis of its own on a port of this machine that keeps nothing; `path` is of its program. */
export async function startRedis(path: string): Promise<RedisProcess> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const { stop } = await startDaemon(path, args, 'Ready to accept connections');
  return { port, close: stop };
}
