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

/** Libraries that draw: what leads to them is left out, else every page would fetch a map and charts. */
const DRAWS = /node_modules\/(maplibre-gl|@deck\.gl|h3-js|echarts)\//;

/** So many of the parts that are asked for one by one, some 110, must share a module before it comes with what pages have in common. */
const SHARED_BY = 15;

interface Reach {
  /** Modules that each root leads to without a further request; of the app with whatever of it comes later. */
  from: Record<keyof typeof ROOTS, ReadonlySet<string>>;
  draws: (id: string) => boolean;
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
  const known = new Map<string, boolean>();
  const draws = (id: string): boolean => {
    if (!known.has(id)) {
      known.set(id, false);
      known.set(id, DRAWS.test(id) || !!ctx.getModuleInfo(id)?.importedIds.some(draws));
    }
    return known.get(id)!;
  };
  return {
    from: {
      app: from('app'),
      entry: from('entry'),
      signIn: from('signIn'),
      console: from('console'),
    },
    draws,
  };
}

/**
 * Groups of modules that are one file each, so that a page is some 25 to 80 files and not 100 to 210, by who needs them: what the entry,
 * the sign-in and the shell need holds nothing else, and what the officer's app shares holds nothing that it does not need.
 */
export function chunkGroups(): Group[] {
  let reach: Reach | undefined;
  const kindOf = (id: string, ctx: Context): string | null => {
    reach ??= reachOf(ctx);
    const module = ctx.getModuleInfo(id);
    // What is asked for by itself is a file by itself, and an entry keeps what it runs.
    const isAsked = !module || module.isEntry || module.dynamicImporters.length > 0;
    if (isAsked || module.importers.some((by) => ctx.getModuleInfo(by)?.isEntry)) return null;
    const { from } = reach;
    const ofConsole = from.signIn.has(id) ? 'first' : 'console';
    const ofPages = from.signIn.has(id) ? 'sign-in' : reach.draws(id) ? 'drawn' : 'common';
    const kind = from.entry.has(id) ? 'entry' : from.console.has(id) ? ofConsole : ofPages;
    return from.app.has(id) ? `${kind}-app` : kind;
  };
  const group = (kind: string, minShareCount = 1): Group => ({
    debugName: kind,
    minShareCount,
    name: (id, ctx) => (kindOf(id, ctx) === kind ? kind : null),
  });
  // In this order: a group takes along what its modules import, which must be of a group before it or of its own.
  return [
    ...['entry', 'first', 'console', 'sign-in'].flatMap((kind) => [
      group(`${kind}-app`),
      group(kind),
    ]),
    group('common-app', SHARED_BY),
    group('common', SHARED_BY),
  ];
}
