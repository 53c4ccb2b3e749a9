import { type Command, Option } from 'commander';
import type { Api } from '../../../command/api-client.ts';
import { number } from '../../../command/options.ts';
import type { Opener } from '../handheld-client.ts';
import { bindForeign, FOREIGN, type Foreign } from './bind.ts';

/** What commands that walk handhelds ask for. */
export interface ProtocolFlags {
  protocol: 'xunji' | Foreign;
  jt808Port: number;
  url: string;
}

/** Adds the options by which handhelds speak another protocol. */
export const withProtocol = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--protocol <name>',
        'what handhelds speak; over others than xunji patrols are recognised, not started',
      )
        .choices(['xunji', ...FOREIGN])
        .default('xunji'),
    )
    .option(
      '--jt808-port <port>',
      'JT808_PORT of the server, with --protocol jt808',
      number(1, 65_535),
      8_808,
    );

/** How handhelds of these codes are opened, bound first where they speak another protocol; undefined: over sockets. */
export const openerOf = async (
  api: Api,
  codes: readonly string[],
  { protocol, ...flags }: ProtocolFlags,
): Promise<Opener | undefined> =>
  protocol === 'xunji' ? undefined : bindForeign(api, codes, { ...flags, protocol });
