import { createDemoAccounts, DEMO_ACCOUNTS } from '../../scripts/demo/accounts.ts';
import { type App, startApp as start } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config/config.ts';
import type { Db } from '../../server/db/store/open.ts';
import { quickHash } from './quick-hash.ts';

/** A server over a store of the test's own, on a free port, quiet. */
export async function startTestApp(
  db: Db,
  options: {
    config?: Partial<Config>;
    now?: () => number;
    demoAreaId?: number;
    consoleFiles?: string;
    onDemoEnd?: (token: string) => Promise<void>;
  } = {},
): Promise<App> {
  if (options.demoAreaId !== undefined) await createDemoAccounts(db, options.demoAreaId, quickHash);
  const config: Config = {
    ...readConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      VERDICT_SETTLE_S: '0',
      JUDGE_THREADS: '0',
      RISK_EVERY_MIN: '0',
      DEMO: 'off',
    }),
    ...options.config,
  };
  return start(config, db, {
    now: options.now,
    consoleFiles: options.consoleFiles,
    demo:
      options.demoAreaId === undefined && !options.onDemoEnd ? null : { accounts: DEMO_ACCOUNTS },
    onDemoEnd: options.onDemoEnd ?? null,
  });
}
