import { Command, Option } from 'commander';
import { connectionsMax } from '../../server/ingest/bound-connections.ts';
import { FOREIGN } from '../simulator/wire/foreign/bind.ts';
import { measureCity, measureStorm } from './ingest/live.ts';
import { onEmbedded, onPostgres, type Place } from './ingest/places.ts';
import { measureRate, type RateOptions } from './ingest/rate.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';

type Load = 'batches' | 'single' | 'city' | 'storm';
type StoreKind = 'postgresql' | 'embedded';

interface IngestBenchOptions extends Omit<RateOptions, 'handhelds' | 'fixesEach'> {
  load: Load[];
  store: StoreKind;
  handhelds?: number;
  fixesEach?: number;
  everyS?: number;
  seconds: number;
  consoles: number;
}

/** By load, where nothing else is asked for: handhelds, fixes of each, or time from one to the next. Cities are kaifeng and luqiao. */
const USUAL = {
  batches: { handhelds: 200, fixesEach: 1000 },
  single: { handhelds: 5_000, fixesEach: 20 },
  city: { handhelds: { postgresql: 11_000, embedded: 624 }, everyS: 5 },
  storm: { handhelds: { postgresql: 20_000, embedded: 624 }, everyS: 10 },
};

/** Of those who sign in and who measure. */
const CONNECTIONS_KEPT = 50;

/**
 * What a server in a process of its own takes from real socket handhelds in others, one JSON line a load. `batches` and `single` (one fix a
 * message): as fast as it goes, beside text COPY of the same rows. `city`: at a city's pace, with consoles that watch. `storm`: a tenth of the
 * handhelds come back at once and upload two hours each while the others go on. On DATABASE_URL's server, in databases of their own, on a
 * throwaway cluster with default durability, or on embedded stores.
 */
export default async function bench(args: string[]): Promise<void> {
  const options = new Command('bench ingest')
    .addOption(
      new Option('--load <names...>', 'what is sent')
        .choices(['batches', 'single', 'city', 'storm'])
        .default(['batches']),
    )
    .addOption(
      new Option('--store <kind>', 'embedded: city and storm alone')
        .choices(['postgresql', 'embedded'])
        .default('postgresql'),
    )
    .option('--handhelds <count>', 'connected at once', Number)
    .option('--fixes-each <count>', 'batches, single: fixes of each handheld', Number)
    .option('--batch-min <count>', 'batches: fewest fixes of a batch', Number, 20)
    .option('--batch-max <count>', 'batches: most fixes of a batch', Number, 100)
    .option('--packed', 'batches, single: messages are sent packed', false)
    .addOption(
      new Option('--protocol <name>', 'batches, single: what handhelds speak')
        .choices(['xunji', ...FOREIGN])
        .default('xunji'),
    )
    .option('--profile <folder>', 'batches, single: write a CPU profile of the server there')
    .option('--every-s <seconds>', 'city, storm: time from fix to fix of a handheld', Number)
    .option('--seconds <count>', 'city: time measured; storm: time measured before it', Number, 30)
    .option('--consoles <count>', 'city, storm: consoles of the whole district', Number, 50)
    .parse(args, { from: 'user' })
    .opts<IngestBenchOptions>();
  for (const load of options.load) {
    const result = await LOADS[load](options);
    const line = { bench: 'ingest', load, store: options.store, ...result };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

const LOADS: Record<Load, (options: IngestBenchOptions) => Promise<object>> = {
  batches: (options) => rate({ ...USUAL.batches, ...options }),
  single: (options) => rate({ ...USUAL.single, ...options, batchMin: 1, batchMax: 1 }),
  city: (options) => paced('city', options),
  storm: (options) => paced('storm', options),
};

function rate(options: RateOptions & { store: StoreKind }): Promise<object> {
  if (options.store === 'embedded')
    throw new Error('the embedded store is measured by --load city and --load storm');
  return withPostgres(
    (server) =>
      withStore(server, (db, databaseUrl) => measureRate(db, databaseUrl, options), {
        connections: 2,
      }),
    { durable: true },
  );
}

function paced(load: 'city' | 'storm', options: IngestBenchOptions): Promise<object> {
  const { consoles, everyS = USUAL[load].everyS, seconds, store } = options;
  const asked = options.handhelds ?? USUAL[load].handhelds[store];
  const handhelds = Math.min(asked, connectionsMax() - consoles - CONNECTIONS_KEPT);
  if (handhelds < asked)
    console.error(
      `${handhelds} handhelds of ${asked}: a process may open no more files (ulimit -n)`,
    );
  const measure = { city: measureCity, storm: measureStorm }[load];
  const on = { postgresql: onPostgres, embedded: onEmbedded }[store];
  return on<object>((place: Place) => measure(place, { handhelds, everyS, seconds, consoles }));
}
