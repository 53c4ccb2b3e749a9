import { setMaxListeners } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Command, Option } from 'commander';
import type { Datum } from '../server/contract/areas/geo.ts';
import { EARLIEST_MS } from '../server/contract/fixes/fix.ts';
import { at } from '../server/domain/reading/problem.ts';
import { admitTrack } from '../server/domain/reading/tracks/admit-track.ts';
import { openApi } from './command/api-client.ts';
import { number, type Output, run, type ServerOptions, withServer } from './command/options.ts';
import { notesOf } from './command/read-text.ts';
import { readTrack, type TrackFlags, withTrackOptions } from './command/read-track.ts';
import { type ReplayProgress, type ReplaySummary, replay } from './replay/replay.ts';
import { spanOf } from './replay/schedule.ts';
import { openerOf, type ProtocolFlags, withProtocol } from './simulator/wire/foreign/flags.ts';

/** Rows of the list of patrols; `--json` has them all. */
const SHOWN = 40;
const PROGRESS_MS = 2_000;

interface ReplayFlags extends ServerOptions, TrackFlags, Omit<ProtocolFlags, 'url'> {
  speed: number;
  keepTimes?: true;
  grid: string;
  datum: Datum;
  parallel: number;
  limit?: number;
  wait: number;
  json?: true;
}

/** The command `replay`, as data: what it prints and how it fails goes to the output. */
export function replayCommand({ say, fail }: Output): Command {
  return withProtocol(withTrackOptions(withServer(new Command('replay'))))
    .description('Send recorded tracks through the sockets of a running server, as handhelds would')
    .argument('<files...>', 'tracks: CSV, GPX, NMEA or PLT (GeoLife)')
    .option('--speed <factor>', 'times as fast as recorded', number(0.01, 100_000), 60)
    .option('--keep-times', 'keep the recorded times instead of moving them to now')
    .option('--grid <code>', 'grid of all tracks; auto: the one that holds most of each', 'auto')
    .addOption(
      new Option('--datum <datum>', 'coordinates of the files')
        .choices(['wgs84', 'gcj02', 'bd09'])
        .default('wgs84'),
    )
    .option('--parallel <count>', 'tracks walked at once', number(1, 500), 50)
    .option('--limit <count>', 'only so many tracks', number(1, 1e6))
    .option('--wait <seconds>', 'how long to wait for verdicts', number(0, 3_600), 60)
    .option('--json', 'print the summary as JSON')
    .action(async (files: string[], flags: ReplayFlags) => {
      const read = await Promise.all(
        files.map(async (file) => {
          const recorded = await readTrack(file, flags);
          return at(file, () => recorded.map(admitTrack));
        }),
      );
      for (const { id, notes } of flags.json ? [] : read.flat())
        for (const note of notesOf(id, notes)) say(note);
      const tracks = read
        .flat()
        .filter(({ points }) => points.length > 0)
        .slice(0, flags.limit);
      const keepTimes = flags.keepTimes === true;
      const tooOld = tracks.filter((track) => spanOf(track).firstMs < EARLIEST_MS);
      if (keepTimes && tooOld.length)
        throw new Error(
          `${tooOld.length} tracks, such as ${tooOld[0]!.id}, were recorded before 2015, which the server refuses; leave out --keep-times.`,
        );
      const api = await openApi(flags);
      const stop = new AbortController();
      // Every track that is walked listens.
      setMaxListeners(0, stop.signal);
      process.once('SIGINT', () => stop.abort());
      let saidMs = 0;
      const summary = await replay(api, tracks, {
        ...flags,
        keepTimes,
        declared: flags.protocol === 'xunji',
        verdictWaitMs: flags.wait * 1000,
        opener: (codes) => openerOf(api, codes, flags),
        signal: stop.signal,
        onProgress: (progress) => {
          if (flags.json || Date.now() - saidMs < PROGRESS_MS) return;
          saidMs = Date.now();
          say(inWords(progress));
        },
      });
      await api.signOut();
      for (const line of flags.json ? [JSON.stringify(summary, null, 2)] : describe(summary))
        say(line);
      if (summary.errors.length || summary.patrols.length === 0) fail();
    });
}

const inWords = ({ tracks, walking, done, fixes, receipts }: ReplayProgress) =>
  [
    `${done} of ${tracks} tracks walked, ${walking} walking`,
    `receipts for ${Object.values(receipts).reduce((sum, n) => sum + n, 0)} of ${fixes} fixes`,
    ...Object.entries(receipts).map(([outcome, count]) => `${outcome} ${count}`),
  ].join(' · ');

function describe(summary: ReplaySummary): string[] {
  const { patrols, homeless, errors } = summary;
  return [
    inWords(summary),
    ...patrols
      .slice(0, SHOWN)
      .map(({ track, grid, patrol, link }) =>
        [
          `  ${track} in ${grid}: ${patrol?.outcome ?? 'no verdict yet'}`,
          ...(patrol?.reasons.length
            ? [` (${patrol.reasons.map(({ code }) => code).join(', ')})`]
            : []),
          ...(patrol && patrol.effectiveMin !== null && patrol.coverage !== null
            ? [
                `, ${patrol.effectiveMin.toFixed(1)} min, ${(100 * patrol.coverage).toFixed(0)} % covered`,
              ]
            : []),
          link ? ` ${link}` : '',
        ].join(''),
      ),
    ...(patrols.length > SHOWN ? [`  and ${patrols.length - SHOWN} more`] : []),
    ...(homeless.length
      ? [
          `${homeless.length} tracks lie in no grid you may see and were left out, such as ${homeless.slice(0, 3).join(', ')}; import areas there, or name one with --grid`,
        ]
      : []),
    ...[...new Set(errors)].slice(0, 10),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(replayCommand);
