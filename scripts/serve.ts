import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../server/main.ts';
import { offerFirstAccount } from '../server/services/accounts/first-account.ts';
import { createSay } from './command/say.ts';
import { createDemo } from './demo/demo.ts';

/** A server that cannot end what it does within this is ended. */
const CLOSE_MAX_MS = 60_000;

const began = Date.now();
const say = createSay(process.env.LOG_FORMAT === 'json');
const step = (text: string) => say(`· ${text}`, { afterS: (Date.now() - began) / 1000 });

const demo = process.env.DEMO === 'off' ? null : createDemo(step);
const server = await startServer({ onStep: step, demo }).catch((error: Error) => {
  say.error(error.message);
  process.exit(1);
});
let stopping = false;
async function stop(drainS: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  demo?.stop();
  if (drainS > 0) {
    server.leave();
    say(`· stopping in ${drainS} s: /ready says 503, what comes is still taken`);
    await sleep(1000 * drainS);
  }
  say('· stopping: storing what was taken');
  const late = setTimeout(() => {
    say.error(`not stopped within ${CLOSE_MAX_MS / 1000} s`);
    process.exit(1);
  }, CLOSE_MAX_MS);
  await server.close();
  clearTimeout(late);
  say('· stopped');
  process.exit(0);
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(server.config.drainS));
process.on('SIGHUP', () => {
  try {
    step(`log level ${server.reloadLogLevel()}`);
  } catch (error) {
    say.error((error as Error).message);
  }
});

// Said last: whoever hears it may stop the server at once.
step('ready');
const firstAccount = await offerFirstAccount(server.store.db);
if (firstAccount)
  say(
    `Nobody can sign in yet. Make the first administrator at this address, once: ${server.url}/set-up#${firstAccount}`,
  );
if (process.connected) process.send?.({ ready: server.url });
else say(`Xunji is at ${server.url}`);
