import { pathToFileURL } from 'node:url';
import { Command, Option } from 'commander';
import { readConfig } from '../server/config/config.ts';
import { withSecrets } from '../server/config/secrets.ts';
import { ROLES, type Role } from '../server/contract/accounts/account.ts';
import { LEVELS, type Level } from '../server/contract/areas/area.ts';
import { verifyLog } from '../server/db/access/verify-log.ts';
import { upsertUser } from '../server/db/accounts/users.ts';
import { findOrMakeTop } from '../server/db/areas/top-area.ts';
import { APPEND_ONLY, grantService } from '../server/db/maintenance/grant-service.ts';
import { eraseOfficer } from '../server/db/people/erase-officer.ts';
import { migrate } from '../server/db/store/migrate.ts';
import { type Db, openStore } from '../server/db/store/open.ts';
import { choosePassword } from '../server/services/accounts/choose-password.ts';
import {
  readSessionSecrets,
  renewStoredSecret,
  reseal,
} from '../server/services/accounts/rotate-secrets.ts';
import { backup, restore } from './admin/backup.ts';
import { moveStore } from './admin/move-store.ts';
import { readPassword } from './admin/read-password.ts';
import { spread } from './admin/spread.ts';
import { openApi } from './command/api-client.ts';
import {
  type Output,
  run,
  type ServerOptions,
  wholeNumber,
  withServer,
} from './command/options.ts';

interface CreateFlags {
  name: string;
  area: string;
  role: Role;
  timeZone: string;
  level: Level;
}

interface KeyFlags extends ServerOptions {
  name: string;
  area: string;
  persons: boolean;
  reports: boolean;
}

/** The command `admin`: accounts, keys, and what is done in the store itself, for nobody can sign in before the first account exists. */
export function adminCommand({ say }: Output): Command {
  const program = new Command('admin').description(
    'Make accounts and keys, and look after the store itself',
  );
  program
    .command('create')
    .description('Create an account, or give the one of that name a new password, role and area')
    .requiredOption('--name <name>', 'name to sign in with')
    .requiredOption(
      '--area <code>',
      'code of the area it may see; in an empty store this area is made, for `import --top` to fill',
    )
    .addOption(new Option('--role <role>').choices(ROLES).default('administrator'))
    .option('--time-zone <zone>', 'of an area that is made', 'Asia/Shanghai')
    .addOption(
      new Option('--level <level>', 'of an area that is made').choices(LEVELS).default('city'),
    )
    .addHelpText(
      'after',
      `\nThe store is the one of DATABASE_URL or DATA_DIR. The password is taken from XUNJI_PASSWORD, or asked for, or made.\nThe role of DATABASE_URL must own the schema where it is not up to date: PostGIS is made once by a superuser (create extension postgis),\ntables by their owner (admin migrate), and a plain role (admin grant) is enough for this and for serving.`,
    )
    .action(async ({ name, area, role, timeZone, level }: CreateFlags) => {
      const { password, generated } = await readPassword(withSecrets(process.env).XUNJI_PASSWORD, {
        input: process.stdin,
        output: process.stdout,
      });
      const passwordHash = await choosePassword(password, name);
      await inStore(async (db) => {
        await migrate(db);
        const areaId = await findOrMakeTop(db, { code: area, level, timeZone });
        if (areaId === undefined) throw new Error(`There is no area of the code ${area}.`);
        await upsertUser(db, { name, role, areaId, passwordHash });
      });
      say(`${name} may sign in as ${role} of ${area}.`);
      if (generated) say(`Password, shown this once: ${password}`);
    });
  withServer(program.command('key'))
    .description(
      'Make a key of the API on a running server, for one area; it is printed, and told never again',
    )
    .requiredOption('--name <name>', 'of the program that will use it')
    .requiredOption('--area <code>', 'code of the area it may read')
    .option('--persons', 'it may read patrols and tracks of persons', false)
    .option('--reports', 'it may report incidents (Open311)', false)
    .action(async ({ area, name, persons, reports, ...server }: KeyFlags) => {
      const api = await openApi(server);
      const areaId = (await api.areaList()).find(({ code }) => code === area)?.id;
      if (areaId === undefined)
        throw new Error(`${api.account.name} sees no area of the code ${area}.`);
      const { key } = await api.createApiKey({ name, areaId, persons, reports });
      await api.signOut();
      say(key);
    });
  program
    .command('migrate')
    .description(
      'Bring the schema up to date, as the role of DATABASE_URL that owns it; a plain role may then serve',
    )
    .action(() =>
      inStore(async (db) => {
        const applied = await migrate(db);
        say(applied.length > 0 ? `Applied: ${applied.join(', ')}.` : 'Nothing was to be applied.');
      }),
    );
  program
    .command('backup')
    .description(
      'Write the whole store of DATABASE_URL, as of one moment, into a new folder, by pg_dump; servers go on',
    )
    .requiredOption('--to <folder>', 'a folder that is not there yet')
    .action(async ({ to }: { to: string }) => {
      const counts = await backup(requireUrl(), to);
      say(`Written to ${to}: ${told(counts)}.`);
    });
  program
    .command('restore')
    .description(
      'Bring a backup into the empty database of DATABASE_URL, by pg_restore. What handhelds were told is stored since the backup is asked of them again: they keep it for three days (see README)',
    )
    .requiredOption('--from <folder>', 'what `backup` wrote')
    .action(async ({ from }: { from: string }) => {
      const counts = await restore(requireUrl(), from);
      say(`Restored from ${from}: ${told(counts)}.`);
    });
  program
    .command('move')
    .description(
      'Copy all of the embedded store, or of DATABASE_URL, to another store; where it was cut off, the same again goes on',
    )
    .requiredOption('--to <url>', 'postgres://..., an empty database with PostGIS')
    .action(({ to }: { to: string }) =>
      inStore(async (db) => {
        const other = await openStore({ databaseUrl: to, connections: 2 });
        try {
          const counts = await moveStore(db, other.db, (name, rows) => {
            if (rows > 0) say(`${name} ${rows}`);
          });
          say(`The same in both: ${told(counts)}. Point DATABASE_URL there.`);
        } finally {
          await other.close();
        }
      }),
    );
  program
    .command('spread')
    .description(
      'Distribute positions over the workers of a Citus whose coordinator DATABASE_URL names, by handheld; done again it changes nothing',
    )
    .option('--shards <count>', 'pieces they are divided into, 1 to 1024', wholeNumber(1, 1024), 16)
    .action(({ shards }: { shards: number }) =>
      inStore(async (db) => {
        await migrate(db);
        for (const line of await spread(db, shards)) say(line);
      }),
    );
  program
    .command('grant')
    .description(
      'Give a role what serving needs: no right over the schema, none to change what is append-only',
    )
    .requiredOption('--to <role>', 'a role of PostgreSQL that is there, not the owner')
    .action(({ to }: { to: string }) =>
      inStore(async (db) => {
        await grantService(db, to);
        say(`${to} may serve. It adds to ${APPEND_ONLY.join(', ')}, and changes none of them.`);
      }),
    );
  program
    .command('erase')
    .description('Take out who an officer was and where, once they have neither grid nor handheld')
    .requiredOption('--officer <code>')
    .requiredOption('--yes', 'it cannot be taken back')
    .action(({ officer }: { officer: string }) =>
      inStore(async (db) => {
        const gone = await eraseOfficer(db, officer, Date.now());
        say(
          `Removed: ${Object.entries(gone)
            .map(([what, count]) => `${what} ${count}`)
            .join(', ')}.`,
        );
        say(STAYS);
      }),
    );
  program
    .command('verify-log')
    .description(
      'Compute the chain of the access log anew; ends with 1 where an entry was changed or taken out',
    )
    .action(() =>
      inStore(async (db) => {
        const { entries, broken } = await verifyLog(db);
        if (broken)
          throw new Error(`Entry ${broken.id} of the access log does not hold: ${broken.why}.`);
        say(`All ${entries} entries of the access log hold.`);
      }),
    );
  program
    .command('reseal')
    .description(
      'Seal signing secrets, shared keys and second factors anew under the newest session secret, so that the ones before can go',
    )
    .option(
      '--new-secret',
      'first make a new session secret, where it is kept in the store; restart the servers then',
    )
    .action(({ newSecret = false }: { newSecret?: boolean }) =>
      inStore(async (db) => {
        const { sessionSecrets } = readConfig(process.env);
        if (newSecret && sessionSecrets)
          throw new Error('SESSION_SECRET holds the secrets: put a new one before them there.');
        const secrets = newSecret
          ? await renewStoredSecret(db)
          : await readSessionSecrets(db, sessionSecrets);
        const { sealed, unreadable } = await reseal(db, secrets);
        say(`${sealed} secrets are sealed under the newest of ${secrets.length} session secrets.`);
        if (unreadable > 0)
          throw new Error(
            `${unreadable} are under none of them and stay as they are: give the secret that sealed them too.`,
          );
      }),
    );
  return program;
}

const STAYS =
  'What stays names a number: outcomes and figures of patrols and days, cases and matters, and the access log until its retention ends.';

/** How much there is, in one line. */
const told = (counts: ReadonlyMap<string, number>) =>
  `${counts.size} tables, ${[...counts.values()].reduce((sum, rows) => sum + rows, 0)} rows`;

function requireUrl(): string {
  const { databaseUrl } = readConfig(process.env);
  if (databaseUrl) return databaseUrl;
  throw new Error(
    'This is of PostgreSQL: set DATABASE_URL. The embedded store is backed up by copying DATA_DIR while no server runs, and moved by `move`.',
  );
}

/** Does something in the store of the environment. */
async function inStore(act: (db: Db) => Promise<void>): Promise<void> {
  const { databasePooled: pooled, databaseUrl, dataDir } = readConfig(process.env);
  const store = await openStore({ databaseUrl, dataDir, pooled });
  try {
    await act(store.db);
  } finally {
    await store.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(adminCommand);
