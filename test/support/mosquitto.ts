import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/test-machine/free-port.mjs';

/** A broker of its own on a free port of this machine that lets everybody in. */
export async function startMosquitto(
  path: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'xunji-mqtt-'));
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  await writeFile(config, `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
  const broker = spawn(path, ['-v', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said = new Promise<void>((resolve, reject) => {
    let text = '';
    broker.stderr.on('data', (chunk) => {
      text += chunk;
      if (text.includes('running')) resolve();
    });
    broker.once('exit', () => reject(new Error(`mosquitto ended: ${text}`)));
  });
  await said;
  return {
    url: `mqtt://127.0.0.1:${port}`,
    async close() {
      const ended = once(broker, 'exit');
      broker.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
