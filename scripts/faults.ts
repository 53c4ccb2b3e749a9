import { Command, Option } from 'commander';
import { benchWorld } from './bench/ingest/world.ts';
import { FAULTS, type Fault } from './faults/faults.ts';
import { SIZES, type Size } from './faults/field.ts';
import { openField } from './faults/open-field.ts';
import { type Counted, playFault } from './faults/play.ts';

/** Plays the faults against a server and a database of their own, and prints what became of the fixes, as the README shows it. */
async function main(): Promise<void> {
  const { full } = SIZES;
  const {
    only,
    servers: count,
    ...asked
  } = new Command('faults')
    .description('What becomes of positions under every fault: acknowledged and lost, stored twice')
    .option('--only <parts...>', 'only faults whose names contain one of these', [''])
    .option(
      '--kills <count>',
      'how often the server, the database, or whoever packs is killed',
      Number,
      full.kills,
    )
    .option('--fixes-each <count>', 'fixes of each of 12 handhelds', Number, full.fixesEach)
    .option('--away-ms <ms>', 'how long the database, Redis, or room is away', Number, full.awayMs)
    .addOption(
      new Option(
        '--servers <count>',
        'behind one address; two share a Redis, their alerts are compared with those of one',
      )
        .choices(['1', '2'])
        .default('1'),
    )
    .parse()
    .opts<{ only: string[]; servers: string; kills: number; fixesEach: number; awayMs: number }>();
  const size = { ...full, ...asked };
  const servers = count === '2' ? 2 : 1;
  const faults = FAULTS.filter(({ name }) => only.some((part) => name.includes(part)));
  const outcomes = [
    ...(await playAll(
      faults.filter(({ needs }) => needs !== 'disk'),
      { size, servers, smallDisk: false },
    )),
    ...(await playAll(
      faults.filter(({ needs }) => needs === 'disk'),
      { size, servers, smallDisk: true },
    )),
  ];
  process.exitCode = outcomes.every(isRight) ? 0 : 1;
}

async function playAll(
  faults: readonly Fault[],
  { size, ...plan }: { size: Size; servers: 1 | 2; smallDisk: boolean },
): Promise<Counted[]> {
  if (faults.length === 0) return [];
  const world = benchWorld(faults.length * (size.handhelds + 1));
  const opened = await openField({ ...plan, world });
  if (!('field' in opened)) {
    if (!plan.smallDisk) throw new Error(opened.missing);
    for (const { name } of faults)
      process.stderr.write(`"${name}" is left out: ${opened.missing}\n`);
    return [];
  }
  const { close, field } = opened;
  const outcomes: Counted[] = [];
  try {
    for (const [k, fault] of faults.entries()) {
      if (fault.needs && !field[fault.needs]) {
        process.stderr.write(`"${fault.name}" is left out: there is no ${fault.needs} here\n`);
        continue;
      }
      const handhelds = world.handhelds.slice(k * (size.handhelds + 1));
      const outcome = await playFault(fault, { field, handhelds, size });
      outcomes.push(outcome);
      process.stdout.write(`${lineOf(outcome)}\n`);
    }
  } finally {
    await close();
  }
  return outcomes;
}

const isRight = ({ acknowledged, alertsOff = 0, alive, fixes, lost, refused, twice }: Counted) =>
  lost === 0 && twice === 0 && alertsOff === 0 && alive && acknowledged + refused === fixes;

const lineOf = ({ fault, fixes, acknowledged, refused, lost, twice, ...rest }: Counted) => {
  const { alerts, alertsOff, alive, seconds } = rest;
  const compared = alerts === undefined ? [] : [`${alertsOff} of ${alerts}`];
  const cells = [fault, fixes, acknowledged, refused, lost, twice, ...compared];
  return `| ${[...cells, alive ? 'yes' : 'no', `${seconds} s`].join(' | ')} |`;
};

await main();
