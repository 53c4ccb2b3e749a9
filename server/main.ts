import { startApp } from './app.ts';
import { readConfig } from './config.ts';
import type { Site } from './contract/accounts/account.ts';
import { migrate } from './db/store/migrate.ts';
import { openStore, type Store } from './db/store/open.ts';

export interface StartOptions {
  env?: Record<string, string | undefined>;
  /** Told of each slow step. */
  onStep?: (step: string) => void;
  /** Fills the store before anyone is let in, and says what the sign-in page may give away. */
  prepare?: (store: Store) => Promise<Site['demo']>;
}

/** Opens the store, brings its schema up to date and serves. */
export async function startServer({
  env = process.env,
  onStep = () => {},
  prepare,
}: StartOptions = {}) {
  const config = readConfig(env);
  onStep(
    config.databaseUrl
      ? 'connecting to PostgreSQL'
      : `opening the embedded store in ${config.dataDir}`,
  );
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    connections: config.databaseConnections,
  });
  try {
    onStep('migrating the schema');
    await migrate(store.db);
    const demo = (await prepare?.(store)) ?? null;
    const app = await startApp(config, store.db, { demo });
    return {
      ...app,
      config,
      store,
      async close() {
        await app.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
}
