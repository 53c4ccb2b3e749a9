import { resolve } from 'node:path';
import type { Rolldown } from 'vite';

type Group = Rolldown.CodeSplittingGroup;
type Context = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/** What begins something: the officer's app, the console before anybody is known, its sign-in, and what stands round its pages. */
const ROOTS = {
  app: 'client/handheld/index.html',
  entry: 'client/index.html',
  signIn: 'client/sign-in/page.tsx',
  console: 'client/console.tsx',
};

/** Libraries that draw: what leads to them is apart by which, else every page would fetch a map and charts. */
const DRAWS = {
  map: /node_modules\/maplibre-gl\//,
  deck: /node_modules\/(@deck\.gl|h3-js)\//,
  charts: /node_modules\/echarts\//,
};

/** What is said in a language: what the entry says, what the officer's app says too, and the rest. */
const WORDS = /contract\/words\/([a-z]+)\/.*\.ts$/;
const WORDS_OF_ENTRY = /\/console\/(entry|shell|error)\.ts$/;

/** So many of the parts that are asked for one by one, some 110, must share a module before it comes with what pages have in common. */
const SHARED_BY = 4;
/** A module of at most so many bytes, as written, is not worth a request: two must share it. */
const SMALL = 4_000;

const STYLES = /\.css$/;

interface Reach {
  /** Modules that each root leads to without a further request; of the app with whatever of it comes later. */
  from: Record<keyof typeof ROOTS, ReadonlySet<string>>;
  /** Names of the libraries of `DRAWS` that a module leads to. */
  draws: (id: string) => string;
}

function reachOf(ctx: Context): Reach {
  const from = (root: keyof typeof ROOTS) => {
    const reached = new Set<string>();
    const follow = (id: string): void => {
      const module = reached.has(id) ? null : ctx.getModuleInfo(id);
      if (!module) return;
      reached.add(id);
      module.importedIds.forEach(follow);
      if (root === 'app') module.dynamicallyImportedIds.forEach(follow);
    };
    follow(resolve(ROOTS[root]));
    return reached;
  };
  const leadsTo = (library: RegExp) => {
    const known = new Map<string, boolean>();
    const leads = (id: string): boolean => {
      if (!known.has(id)) {
        known.set(id, false);
        known.set(id, library.test(id) || !!ctx.getModuleInfo(id)?.importedIds.some(leads));
      }
      return known.get(id)!;
    };
    return leads;
  };
  const libraries = Object.entries(DRAWS).map(([name, library]) => ({
    name,
    leads: leadsTo(library),
  }));
  return {
    from: {
      app: from('app'),
      entry: from('entry'),
      signIn: from('signIn'),
      console: from('console'),
    },
    draws: (id) => {
      // Styles lead nowhere: they come with what they are of, after the styles of the library it stands on.
      const of = STYLES.test(id) ? (ctx.getModuleInfo(id)?.importers ?? []) : [id];
      const led = libraries.filter(({ leads }) => of.length > 0 && of.every(leads));
      return led.map(({ name }) => name).join('-');
    },
  };
}

/** Of whom a module is, which names the file it comes in; none if it is a file by itself. */
function kindOf(id: string, ctx: Context, { from, draws }: Reach): string | null {
  const language = WORDS.exec(id)?.[1];
  if (language && WORDS_OF_ENTRY.test(id)) return `words-${language}-entry`;
  // What is asked for by itself is a file by itself, and an entry keeps what it runs.
  const module = ctx.getModuleInfo(id);
  const isAsked = !module || module.isEntry || module.dynamicImporters.length > 0;
  if (isAsked || module.importers.some((by) => ctx.getModuleInfo(by)?.isEntry)) return null;
  const ofApp = from.app.has(id) ? '-app' : '';
  if (language) return `words-${language}${ofApp}`;
  const isFirst = from.console.has(id) && (from.signIn.has(id) || from.app.has(id));
  if (from.entry.has(id) || isFirst) return `entry${ofApp}`;
  if (from.console.has(id)) return 'console';
  if (from.signIn.has(id)) return `sign-in${ofApp}`;
  if (draws(id)) return `drawn-${draws(id)}${ofApp}`;
  return `common${ofApp}`;
}

/**
 * Groups of modules that are one file each, so that a page is some 20 to 35 files and not 100 to 210, by who needs them: what the entry,
 * the sign-in and the shell need holds nothing else, and what the officer's app shares holds nothing that it does not need.
 */
export function chunkGroups(): Group[] {
  let reach: Reach | undefined;
  const group = (of: RegExp, limits: Partial<Group> = {}): Group => ({
    debugName: of.source,
    ...limits,
    name: (id, ctx) => {
      reach ??= reachOf(ctx);
      const kind = kindOf(id, ctx, reach);
      return kind && of.test(kind) ? kind : null;
    },
  });
  const small = { test: /\/(client|contract)\//, minShareCount: 2, maxModuleSize: SMALL };
  // In this order: a group takes along what its modules import, which must be of a group before it or of its own.
  return [
    group(/^words-.*-entry$/),
    group(/^words-.*-app$/, { minShareCount: 2 }),
    group(/^words-/, { minShareCount: 2 }),
    group(/^entry-app$/),
    group(/^entry$/),
    group(/^console$/),
    group(/^sign-in-app$/),
    group(/^sign-in$/),
    group(/^common-app$/, { minShareCount: SHARED_BY }),
    group(/^common$/, { minShareCount: SHARED_BY }),
    group(/^common-app$/, small),
    group(/^common$/, small),
    group(/^drawn-/, { minShareCount: 2 }),
  ];
}
