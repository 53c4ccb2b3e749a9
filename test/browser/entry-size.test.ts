import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';

const OUT = 'dist/client';
/** Bytes of scripts and styles, gzipped, before the sign-in page or the shell stands. */
const ENTRY_MAX = 180_000;
/** Files a page is made of, asked for a few at a time by browsers over HTTP/1.1. */
const PAGE_FILES_MAX = 35;

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

describe('The entry of the console', () => {
  let chunks: Record<string, Chunk>;

  beforeAll(async () => {
    chunks = JSON.parse(readFileSync(`${OUT}/.vite/manifest.json`, 'utf8'));
  }, 180_000);

  /** Files that chunks cannot start without. */
  const filesOf = (names: string[]): Set<string> => {
    const seen = new Set<string>();
    const follow = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const next of chunks[name]!.imports ?? []) follow(next);
    };
    for (const name of names) follow(name);
    return new Set([...seen].flatMap((name) => [chunks[name]!.file, ...(chunks[name]!.css ?? [])]));
  };
  const weigh = (names: string[]): number =>
    [...filesOf(names)].reduce(
      (sum, file) => sum + gzipSync(readFileSync(`${OUT}/${file}`)).length,
      0,
    );

  test.each(['zh', 'en'])('weighs at most 180 kB in %s, signed in or not', (language) => {
    const words = `../server/contract/words/${language}/console/entry.ts`;
    for (const page of ['sign-in/page.tsx', 'console.tsx'])
      expect(weigh(['index.html', words, page]), page).toBeLessThanOrEqual(ENTRY_MAX);
  });

  test('holds no map, no chart and nothing of the component library', () => {
    const files = [...filesOf(['index.html', 'sign-in/page.tsx', 'console.tsx'])].join();
    expect(files).not.toMatch(/(deck|base-map|charts)-|assets\/library-/);
  });

  test('is followed by pages of at most 35 files each, which begin without a map or a chart', () => {
    const pages = Object.keys(chunks).filter((name) => /^[a-z-]+\/page\.tsx$/.test(name));
    expect(pages.length).toBeGreaterThan(15);
    for (const page of pages) {
      const files = [...filesOf(['index.html', 'console.tsx', 'library/library.tsx', page])];
      expect(files.join(), page).not.toMatch(/(deck|base-map|charts)-/);
      expect(files.length, page).toBeLessThanOrEqual(PAGE_FILES_MAX);
    }
  });
});
