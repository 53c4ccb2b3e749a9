import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** contract <- domain <- db <- services <- ingest, jobs <- http, realtime <- app. */
const RANKS: Record<string, number> = {
  contract: 0,
  'errors.ts': 1,
  domain: 1,
  config: 1.5,
  db: 2,
  'metrics.ts': 2,
  services: 2.5,
  ingest: 3,
  jobs: 3,
  'context.ts': 3.5,
  http: 4,
  realtime: 4,
  province: 4.5,
  'app.ts': 5,
  'main.ts': 6,
};

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

const local = (file: string) =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)));

const roomOf = (file: string) => file.split('/')[1]!;

describe('Imports', () => {
  it.each(files('server'))('%s imports only from rooms at or below its own', (file) => {
    const rank = RANKS[roomOf(file)];
    expect(rank, `${file} stands in no known room`).toBeDefined();
    for (const target of local(file).filter((name) => name.startsWith('server/'))) {
      const other = RANKS[roomOf(target)];
      expect(other, `${target} stands in no known room`).toBeDefined();
      expect(other, `${file} imports ${target}`).toBeLessThanOrEqual(rank!);
      // Rooms side by side do not know each other.
      if (other === rank && rank! >= 3) expect(roomOf(target)).toBe(roomOf(file));
    }
  });

  it('keep the server away from scripts, tests and the client', () => {
    for (const file of files('server'))
      for (const target of local(file)) expect(target).toMatch(/^(server\/|package\.json$)/);
  });

  it('keep the type engine of TypeBox, 10 kB of every page, away from what the client imports', () => {
    for (const file of files('server/contract'))
      expect(readFileSync(file, 'utf8'), file).not.toMatch(
        /typebox\/value|\bType\.(Awaited|Exclude|Extract|Index|KeyOf|Mapped|Omit|Partial|Pick|Record|Required|Script)\(/,
      );
  });

  it('let the client know nothing of the server but its contract', () => {
    for (const file of files('client'))
      for (const target of local(file))
        expect(target, file).toMatch(/^(client|server\/contract)\//);
  });

  it.each(['server', 'scripts', 'client'])('run in no circle in %s', (folder) => {
    const done = new Set<string>();
    const follow = (file: string, way: readonly string[]) => {
      expect(way, 'a circle').not.toContain(file);
      if (done.has(file)) return;
      for (const target of local(file))
        if (target.startsWith(`${folder}/`)) follow(target, [...way, file]);
      done.add(file);
    };
    for (const file of files(folder)) follow(file, []);
  });

  it('let one file know h3-js', () => {
    const known = files('server').filter((file) => importsOf(file).includes('h3-js'));
    expect(known).toEqual(['server/domain/geo/h3.ts']);
  });

  it('leave judgement out of db: of the domain it knows types only', () => {
    for (const file of files('server/db')) {
      const text = readFileSync(file, 'utf8');
      for (const [statement, names] of text.matchAll(
        /^(?:import|export)\s+(?!type\b)([^;']*)from\s+'[./]*\/domain\/[^']+'/gm,
      ))
        expect(names, `${file}: ${statement}`).toMatch(/^\{\s*(type\s+\w+,?\s*)+\}\s*$/);
    }
  });

  it('keep the domain free of input, output and the clock', () => {
    const forbidden = /^(node:(?!crypto|zlib)|kysely|pg|fastify|socket\.io|@electric-sql)/;
    for (const file of files('server/domain')) {
      for (const name of importsOf(file)) expect(name, file).not.toMatch(forbidden);
      expect(readFileSync(file, 'utf8'), file).not.toMatch(
        /Date\.now\(|new Date\(\)|Math\.random\(/,
      );
    }
  });
});
