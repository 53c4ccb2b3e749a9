import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type KyselyPlugin,
  PostgresQueryCompiler,
  type RootOperationNode,
  type UnknownRow,
} from 'kysely';

/** What one sends are the files of sql/; another's follow from each question, their parts in functions by name; the last names whatever tables grew. */
const NOT_PINNED = [
  'server/db/store/migrate.ts',
  'server/db/ogc/read-items.ts',
  'server/db/maintenance/vacuum.ts',
];

/** Statements that were sent, by the file that sent them. */
const sent = new Map<string, Set<string>>();
const compiler = new PostgresQueryCompiler();

/** Notes every statement that code of the server sends, as the store is given it. */
export const recordStatements: KyselyPlugin = {
  transformQuery({ node, queryId }) {
    const file = fileOfCaller();
    if (file) {
      const texts = sent.get(file) ?? new Set();
      sent.set(file, texts.add(compiler.compileQuery(node as RootOperationNode, queryId).sql));
    }
    return node;
  },
  transformResult: async ({ result }) => result as typeof result & { rows: UnknownRow[] },
};

/** Paths of ours, by files of stacks; null: not ours, or this file. */
const known = new Map<string, string | null>();

function ownPath(file: string): string | null {
  const path = relative(process.cwd(), file.replace(/^file:\/\//, ''));
  const isOurs = /^(server|scripts|test)\//.test(path);
  return isOurs && path !== 'test/support/stores/statements.ts' ? path : null;
}

/** Frames of a stack that are read: nearly always enough, and then all that matter. */
const DEPTHS = [10, 40];

/** The innermost file of ours on the stack; null where a test or a script asks. */
function fileOfCaller(): string | null {
  const { prepareStackTrace, stackTraceLimit } = Error;
  // For every statement: a stack is read no further than it must be.
  Error.prepareStackTrace = (_, sites) => {
    for (const site of sites) {
      const file = site.getFileName() ?? '';
      if (!known.has(file)) known.set(file, ownPath(file));
      const own = known.get(file);
      if (own) return own;
    }
    return null;
  };
  let own: string | null = null;
  for (const depth of DEPTHS) {
    Error.stackTraceLimit = depth;
    own ??= new Error().stack as unknown as string | null;
  }
  Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  return own?.startsWith('server/') && !NOT_PINNED.includes(own) ? own : null;
}

/** Where `npm test` collects them; nothing is written down in a run of vitest alone. */
const folder = process.env.XUNJI_STATEMENTS;

/** Writes down what was sent since the last time; for the end of a suite. */
export function keepStatements(): void {
  if (!folder || sent.size === 0) return;
  mkdirSync(folder, { recursive: true });
  const lists = [...sent].map(([file, texts]) => [file, [...texts]]);
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(Object.fromEntries(lists)));
  sent.clear();
}
