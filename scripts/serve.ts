import { startServer } from '../server/main.ts';
import { offerFirstAccount } from '../server/services/accounts/first-account.ts';
import { createDemo } from './demo/demo.ts';

const began = Date.now();
const step = (text: string) =>
  process.stdout.write(`· ${text} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);

const demo = process.env.DEMO === 'off' ? null : createDemo(step);
const server = await startServer({ onStep: step, demo }).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
step('ready');
const firstAccount = await offerFirstAccount(server.store.db);
if (firstAccount)
  process.stdout.write(
    `Nobody can sign in yet. Make the first administrator at this address, once: ${server.url}/set-up#${firstAccount}\n`,
  );
if (process.connected) process.send?.({ ready: server.url });
else process.stdout.write(`Xunji is at ${server.url}\n`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  process.stdout.write('\n· stopping: storing what was taken\n');
  demo?.stop();
  await server.close();
  process.stdout.write('· stopped\n');
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
