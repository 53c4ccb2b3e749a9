import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { SERVER } from '../build/server-command.mjs';

export interface ServerProcess {
  url: string;
  process: ChildProcess;
  /** What it printed so far. */
  output: () => string;
  /** SIGKILL: no goodbye, nothing flushed. */
  kill: () => Promise<void>;
  /** SIGTERM, and its exit code. */
  stop: () => Promise<number | null>;
}

/** Starts the real server in a process of its own, of this source or that in a folder, with options of Node; resolves once it listens. */
export async function serve(
  env: Record<string, string>,
  { folder = '.', options = [] }: { folder?: string; options?: readonly string[] } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...options, ...SERVER], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      DEMO: 'off',
      DRAIN_S: '0',
      LOG_LEVEL: 'error',
      PORT: '0',
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { ready?: string }) => message.ready && resolve(message.ready));
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
  return {
    url,
    process: child,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code as number | null;
    },
  };
}
