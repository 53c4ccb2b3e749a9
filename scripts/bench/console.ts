import { Command } from 'commander';
import { fleetServer } from './console/fleet-server.ts';
import { fleetHour } from './console/hour.ts';
import { rowsReference } from './console/rows-reference.ts';

interface ConsoleBenchOptions {
  officers: number;
  perSecond: number;
  consoles: number;
  seconds: number;
  page: boolean;
  pageOfficers: number;
  pagePerSecond: number;
}

/**
 * The live picture of a city. What the server spends on consoles and what each gets, beside what the same changes come to as rows of
 * JSON with names and trails, deflated for every console; the memory of a console's fleet over an hour, as fast as it goes; then what a page
 * over 5,811 grids spends on them in a browser. One JSON line.
 */
export default async function bench(args: string[]): Promise<void> {
  const options = new Command('bench console')
    .option('--officers <count>', 'officers on the map', Number, 11_000)
    .option('--per-second <count>', 'fixes a second', Number, 2_200)
    .option('--consoles <count>', 'consoles, all of the whole city', Number, 50)
    .option('--seconds <count>', 'time measured', Number, 20)
    .option('--page-officers <count>', 'officers on the map of the browser', Number, 20_000)
    .option('--page-per-second <count>', 'fixes a second there', Number, 4_000)
    .option('--no-page', 'without the browser')
    .parse(args, { from: 'user' })
    .opts<ConsoleBenchOptions>();
  const server = await fleetServer(options);
  const rows = rowsReference(options);
  const city = { officers: options.pageOfficers, perSecond: options.pagePerSecond };
  const hour = await fleetHour(city);
  const page = options.page
    ? await (await import('./console/page.ts')).fleetPage({
        ...city,
        seconds: options.seconds,
      })
    : null;
  const result = {
    bench: 'console',
    officers: options.officers,
    consoles: options.consoles,
    ...server,
    asRows: rows,
    /** How much more rows cost the server for as many consoles. */
    ratio: round(
      (rows.cpuMsPerConsole * options.consoles) / 1000 / server.serverCores.withConsoles,
    ),
    hour,
    page,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

const round = (value: number) => Math.round(value * 100) / 100;
