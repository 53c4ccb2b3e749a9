import { Command, Option } from 'commander';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Datum } from '../server/contract/areas/geo.ts';
import { NormRules } from '../server/contract/norms/norm.ts';
import { tellNotesOfFile } from '../server/contract/tell-file.ts';
import type { Fix } from '../server/domain/entrance/fix.ts';
import { createFrame, toX, toY } from '../server/domain/geo/local-frame.ts';
import { middleOf, toPlane } from '../server/domain/geo/plane-polygon.ts';
import { edgesOf, signedDistance } from '../server/domain/geo/polygon-edges.ts';
import { at } from '../server/domain/reading/problem.ts';
import { readTime } from '../server/domain/reading/times/times.ts';
import { admitTrack, fixesOfTrack } from '../server/domain/reading/tracks/admit-track.ts';
import { comparedTrack } from '../server/domain/verification/integrity/compared-track.ts';
import { judgePatrol } from '../server/domain/verification/judge-patrol.ts';
import { readJsonFile } from './command/read-text.ts';
import { readTrack, type TrackFlags, withTrackOptions } from './command/read-track.ts';
import { verdictLines } from './verify/print-verdict.ts';
import { type NamedGrid, readGrids } from './verify/read-grid.ts';

interface Options extends TrackFlags {
  track: string;
  grid: string;
  norm?: string;
  other: string[];
  history: string[];
  risk?: string;
  datum: Datum;
  start?: string;
  end?: string;
  json?: boolean;
}

const options = withTrackOptions(new Command('verify'))
  .description(
    'Judges recorded tracks by the functions of the server, without a server or a database',
  )
  .requiredOption('--track <file>', 'tracks to judge: csv, gpx or plt')
  .requiredOption(
    '--grid <file>',
    'GeoJSON; of several polygons the one that holds most of a track',
  )
  .option('--norm <file>', 'JSON of rules that differ from the default norm')
  .option('--other <file...>', "other officers' tracks of the same hours", [])
  .option('--history <file...>', 'earlier tracks, compared for a replay', [])
  .option('--risk <file>', 'JSON of risk by H3 cell: adds coverage weighted by it')
  .addOption(
    new Option('--datum <datum>', 'coordinate system of all tracks')
      .choices(['wgs84', 'gcj02', 'bd09'])
      .default('wgs84'),
  )
  .option('--start <time>', 'declared start; the first fix where not told')
  .option('--end <time>', 'declared end; the last fix where not told')
  .option('--json', 'verdicts as JSON')
  .parse()
  .opts<Options>();

/** Any unit, by H3 index at the resolution of the grid's coverage. */
const Risk = Type.Record(Type.String(), Type.Number({ minimum: 0 }));

async function readNorm(file: string | undefined): Promise<NormRules> {
  const rules = {
    ...Value.Create(NormRules),
    ...(file && ((await readJsonFile(file)) as object)),
  };
  const [error] = Value.Errors(NormRules, rules);
  if (error) throw new Error(`${file}: ${error.instancePath} ${error.message}`);
  return rules;
}

/** Every track of some files, each as a handheld of its own. */
async function readAll(files: readonly string[], firstHandheld: number) {
  const read = await Promise.all(
    files.map(async (file) => (await readTrack(file, options)).map((track) => ({ file, track }))),
  );
  return read.flat().map(({ file, track }, i) => {
    const admitted = at(file, () => admitTrack(track));
    const fixes = fixesOfTrack(admitted, firstHandheld + i, options.datum);
    return { id: track.id, fixes, notes: tellNotesOfFile(admitted.notes).notes };
  });
}

/** A moment told on the command line, Unix ms; without an offset it is of the grid's zone. */
const told = (name: string, text: string | undefined) =>
  text === undefined
    ? null
    : at(name, () => readTime(text, { timeZone: options.timeZone, format: options.timeFormat }).t);

function shareInside({ polygon }: NamedGrid, fixes: readonly Fix[]): number {
  const frame = createFrame(middleOf(polygon) ?? { lng: 0, lat: 0 });
  const edges = edgesOf(toPlane(frame, polygon).flat());
  const inside = fixes.filter(
    ({ lng, lat }) => signedDistance(edges, toX(frame, lng), toY(frame, lat)) > 0,
  );
  return inside.length / fixes.length;
}

async function readRisk(file: string | undefined): Promise<{ risk?: Record<string, number> }> {
  if (!file) return {};
  const risk = await readJsonFile(file);
  const [error] = Value.Errors(Risk, risk);
  if (error) throw new Error(`${file}: ${error.instancePath} ${error.message}`);
  return { risk: risk as Record<string, number> };
}

async function main(): Promise<void> {
  const [tracks, others, history, { grids, notes: onGrids }, rules, risk] = await Promise.all([
    readAll([options.track], 1),
    readAll(options.other, 100_001),
    readAll(options.history, 200_001),
    readGrids(options.grid),
    readNorm(options.norm),
    readRisk(options.risk),
  ]);
  const walked = tracks.filter(({ fixes }) => fixes.length > 0);
  if (walked.length === 0) {
    const why = tracks.flatMap(({ notes }) => notes).join('; ');
    throw new Error(`${options.track}: no track in it${why ? `: ${why}` : ''}`);
  }
  const [startMs, endMs] = [told('--start', options.start), told('--end', options.end)];
  const judged = walked.map(({ id, fixes, notes }) => {
    const best = grids.map((grid) => ({ grid, share: shareInside(grid, fixes) }));
    const { grid } = best.reduce((a, b) => (b.share > a.share ? b : a));
    const times = fixes.map(({ t }) => t).sort((a, b) => a - b);
    const verdict = judgePatrol({
      patrol: {
        startMs: startMs ?? times[0]!,
        endMs: endMs ?? times.at(-1)!,
      },
      fixes,
      grid: { version: 1, polygon: grid.polygon },
      norm: { version: 1, rules },
      timeZone: options.timeZone,
      history: history.map((track) => comparedTrack(track.fixes)),
      others: others.map((track) => comparedTrack(track.fixes)),
      ...risk,
    });
    return { track: id, grid: grid.name, notes: [...onGrids, ...notes], verdict };
  });
  const lines = judged.flatMap(({ track, grid, notes, verdict }) => [
    ...verdictLines(`${track} in grid ${grid}`, verdict),
    ...notes.map((note) => `  note       ${note}`),
  ]);
  process.stdout.write(`${options.json ? JSON.stringify(judged) : lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
