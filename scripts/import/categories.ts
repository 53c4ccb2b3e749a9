import { Command } from 'commander';
import type { IncidentCategory } from '../../server/contract/incidents/incident.ts';
import { type Api, openApi } from '../command/api-client.ts';
import { number, type Output, type ServerOptions, withServer } from '../command/options.ts';
import { tableCommand } from './tables.ts';

type Act<F> = (api: Api, codes: string[], flags: F) => Promise<string[]>;

const line = ({ code, mergedInto, nameEn, nameZh, parentCode, retiredAt }: IncidentCategory) =>
  [
    `${code}: ${nameZh} / ${nameEn}`,
    ...(parentCode ? [`below ${parentCode}`] : []),
    ...(mergedInto ? [`merged into ${mergedInto}`] : retiredAt ? ['retired'] : []),
  ].join(', ');

/** The command `categories`: what kinds of incidents there are, and how they change. A code stays; nothing is deleted. */
export function categoriesCommand(output: Output): Command {
  const { say } = output;
  const program = new Command('categories').description(
    'Bring in, list, rename, merge and retire incident categories of a running server',
  );
  program.addCommand(tableCommand('categories', output).name('file'), { isDefault: true });
  const add = <F extends object>(usage: string, description: string, act: Act<F>) =>
    withServer(program.command(usage))
      .description(description)
      .action(async (...given: unknown[]) => {
        const [flags] = given.slice(-2) as [ServerOptions & F];
        const api = await openApi(flags);
        for (const said of await act(api, given.slice(0, -2) as string[], flags)) say(said);
        await api.signOut();
      });
  add('list', 'All of them, those retired too', async (api) =>
    (await api.incidentCategories()).map(line),
  );
  add<{ nameZh?: string; nameEn?: string; points?: number }>(
    'rename <code>',
    'Other names or points; points count for what comes on record from then on',
    async (api, [code], { nameEn, nameZh, points }) => [
      line(await api.changeIncidentCategory(code!, { nameEn, nameZh, points })),
    ],
  )
    .option('--name-zh <name>', 'Chinese name')
    .option('--name-en <name>', 'English name')
    .option('--points <points>', 'what a report of it is worth', number(-1e6, 1e6));
  add(
    'merge <code> <into>',
    'Correct its incidents to the other one and retire it; figures as of earlier editions stay',
    async (api, [code, into]) => {
      const { category, moved } = await api.mergeIncidentCategory(code!, into!);
      return [line(category), `${moved} incidents are of ${into} now.`];
    },
  ).requiredOption('--yes', 'its incidents cannot be told from the others any more');
  add(
    'retire <code>',
    'Take no further incident of it; those on record stay',
    async (api, [code]) => [line(await api.changeIncidentCategory(code!, { retired: true }))],
  );
  add('restore <code>', 'Bring it back into use', async (api, [code]) => [
    line(await api.changeIncidentCategory(code!, { retired: false })),
  ]);
  return program;
}
