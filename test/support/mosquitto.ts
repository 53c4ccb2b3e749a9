import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/test-machine/free-port.mjs';
import { startDaemon } from '../../scripts/test-machine/start-daemon.ts';

/** A broker of its own on a free port of this machine that lets everybody in. */
export async function startMosquitto(
  path: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'xunji-mqtt-'));
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  await writeFile(config, `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
  const broker = await startDaemon(path, ['-v', '-c', config], 'running');
  return {
    url: `mqtt://127.0.0.1:${port}`,
    async close() {
      await broker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
