import { startApp } from './app.ts';
import { readConfig } from './config/config.ts';
import { requirePorts } from './config/require-ports.ts';
import type { Site } from './contract/accounts/account.ts';
import { endDemo, isDemoEnding } from './db/maintenance/end-demo.ts';
import { migrate } from './db/store/migrate.ts';
import { openStore, type Store } from './db/store/open.ts';
import { requireSessionSettings } from './db/store/pooled.ts';
import { createReads, readsOf } from './db/store/reads.ts';
import { offerFirstAccount } from './services/accounts/first-account.ts';

/** What runs beside a server until it is thrown away. */
export interface Demo {
  /** Fills the store before anyone is let in, and says what the sign-in page may give away; null where there is to be no demo. */
  prepare(store: Store): Promise<Site['demo']>;
  /** Path of a PMTiles file of its town. */
  map(): Promise<string>;
  walk(url: string): void;
  stop(): void;
}

export interface StartOptions {
  env?: Record<string, string | undefined>;
  /** Told of each slow step. */
  onStep?: (step: string) => void;
  demo?: Demo | null;
}

/** Opens the store, brings its schema up to date and serves. */
export async function startServer({
  env = process.env,
  onStep = () => {},
  demo = null,
}: StartOptions = {}) {
  const config = readConfig(env);
  await requirePorts(config.host, { PORT: config.port, JT808_PORT: config.jt808Port });
  onStep(
    config.databaseUrl
      ? 'connecting to PostgreSQL'
      : `opening the embedded store in ${config.dataDir}`,
  );
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    connections: config.databaseConnections,
    pooled: config.databasePooled,
  });
  const replica =
    config.databaseReadUrl === null
      ? null
      : await openStore({
          databaseUrl: config.databaseReadUrl,
          connections: config.databaseConnections,
          pooled: config.databasePooled,
        });
  const reads = replica ? createReads(store.db, replica.db) : readsOf(store.db);
  const shared = { reads, poolState: store.poolState };
  try {
    if (config.databasePooled) await requireSessionSettings(store.db);
    if (await isDemoEnding(store.db)) {
      onStep('throwing the demo away, which was begun before');
      await endDemo(store.db);
    }
    onStep('migrating the schema');
    await migrate(store.db);
    const shown = (await demo?.prepare(store)) ?? null;
    const demoMap = demo && shown ? await demo.map() : null;
    let app = await startApp(config, store.db, {
      ...shared,
      demo: shown,
      demoMap,
      onDemoEnd: serveEmpty,
    });
    const { url } = app;
    if (shown) demo?.walk(url);

    /** Serves the store anew at the same port, empty, for whoever has the token of the first account. */
    async function serveEmpty(token: string): Promise<void> {
      onStep('throwing the demo away');
      demo?.stop();
      await app.close();
      await endDemo(store.db);
      await offerFirstAccount(store.db, token);
      app = await startApp({ ...config, port: Number(new URL(url).port) }, store.db, shared);
      onStep(`empty, waiting for the first administrator at ${url}/set-up#${token}`);
    }

    return {
      url,
      config,
      store,
      /** Says from now on that it is not ready. */
      leave: () => app.leave(),
      /** Reads the log level of the configuration again; returns it. Throws where the configuration does not fit. */
      reloadLogLevel(): string {
        const { logLevel } = readConfig(env);
        app.setLogLevel(logLevel);
        return logLevel;
      },
      async close() {
        await app.close();
        await replica?.close();
        await store.close();
      },
    };
  } catch (error) {
    await replica?.close().catch(() => {});
    await store.close().catch(() => {});
    throw error;
  }
}
