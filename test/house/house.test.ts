import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../server/contract/accounts/account.ts';

const LAYOUT =
  /^(server|client|sql|scripts|test|package(-lock)?\.json|tsconfig\.json|vite\.config\.ts|(README(\.zh-CN)?|CHANGELOG)\.md|LICENSE|\..+)$/;
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((name) => name && existsSync(name));
const SOURCES = FILES.filter((name) => /^(server|client|scripts)\/.*\.(tsx?|mjs)$/.test(name));

/** About twenty; a folder that comes to more wants rooms. */
const FOLDER_MAX = 24;
/** Added to by every migration, and written by the tests themselves. */
const GROWING = ['sql/migrations', 'test/db/sql'];
/** Rarely past 250; what comes to more holds several things. */
const FILE_MAX = 400;

/** What only programs ask, in whose rooms a refusal may say why in English alone: a person never meets it. */
const OF_PROGRAMS = [
  'server/errors.ts',
  'server/http/accounts/authorization.ts',
  'server/http/handhelds/in.ts',
  'server/http/ogc/',
  'server/http/open311/',
  'server/http/shell/',
  'server/ingest/',
  'server/province/',
  'server/realtime/',
  'server/services/ogc/',
];

describe('The house', () => {
  it('has only the agreed names at its top', () => {
    const names = FILES.map((name) => name.split('/')[0]!);
    expect([...new Set(names)].filter((name) => !LAYOUT.test(name))).toEqual([]);
  });

  it('has rooms where a folder would be full', () => {
    const counts = new Map<string, number>();
    for (const folder of FILES.map((file) => dirname(file)))
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    const full = [...counts].filter(([folder, n]) => n > FOLDER_MAX && !GROWING.includes(folder));
    expect(full).toEqual([]);
  });

  it('has one thing in a file', () => {
    const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length;
    expect(SOURCES.filter((file) => lines(file) > FILE_MAX)).toEqual([]);
  });

  it('has styles of a part reach no further than the part, wherever they are loaded: each selector has a class of its own, and sheets of paper have names', () => {
    const reaching = FILES.filter((name) => name.endsWith('.module.css')).flatMap((file) => {
      const text = readFileSync(file, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
      const preludes = [...text.matchAll(/([^{};]+)\{/g)].map(([, prelude]) => prelude!.trim());
      const reaches = (prelude: string) =>
        prelude.startsWith('@')
          ? prelude === '@page'
          : prelude
              .replace(/:global\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
              .split(/,(?![^(]*\))/)
              .some((selector) => !/\.[a-z]/i.test(selector));
      return preludes.filter(reaches).map((prelude) => `${file}: ${prelude}`);
    });
    expect(reaching).toEqual([]);
  });

  it('puts no number right in silence: fields have rules beside which is told what does not fit', () => {
    const limited = /<InputNumber(?:<number>)?\s[^/]*?\b(?:min|max|precision)=/;
    expect(SOURCES.filter((file) => limited.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('tells people by codes why it refuses: free text goes to programs alone', () => {
    const free = /Refusal\.toProgram\(/;
    const rooms = SOURCES.filter((file) => free.test(readFileSync(file, 'utf8')));
    expect(rooms.filter((file) => !OF_PROGRAMS.some((room) => file.startsWith(room)))).toEqual([]);
    expect(OF_PROGRAMS.filter((room) => !rooms.some((file) => file.startsWith(room)))).toEqual([]);
  });

  it('lists what roles may do in one place', () => {
    const role = `'(?:${ROLES.join('|')})'`;
    const list = new RegExp(`${role}(?:,|\\s*\\|{1,2})\\s*${role}`);
    expect(SOURCES.filter((file) => list.test(readFileSync(file, 'utf8'))).sort()).toEqual([
      'server/contract/access/capabilities.ts',
      'server/contract/accounts/account.ts',
    ]);
  });

  it('is described as it stands: every path its description names is there', () => {
    const text = readFileSync('server/README.md', 'utf8');
    const rooms =
      'contract|domain|db|services|ingest|jobs|http|realtime|client|scripts|test|sql/functions';
    const named = text.matchAll(new RegExp(`(?<![\\w/.-])(?:${rooms})(?:/[a-z0-9.-]+)+`, 'g'));
    const isThere = (path: string) =>
      [path, `server/${path}`].some((one) =>
        ['', '.ts', '.tsx'].some((ending) => existsSync(one.replace(/[./]+$/, '') + ending)),
      );
    const missing = [...named].map(([path]) => path).filter((path) => !isThere(path));
    expect(missing).toEqual([]);
  });

  it('lets no act of the console fail without a word', () => {
    const silent = SOURCES.filter((name) => name.startsWith('client/')).filter((name) => {
      const text = readFileSync(name, 'utf8');
      return /\buseMutation\(/.test(text) && !/\bisError\b|\.error\b|\bonError\b/.test(text);
    });
    expect(silent).toEqual([]);
  });
});
