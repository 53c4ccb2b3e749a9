import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const LAYOUT =
  /^(server|client|sql|scripts|test|package(-lock)?\.json|tsconfig\.json|vite\.config\.ts|README(\.zh-CN)?\.md|LICENSE|\..+)$/;

describe('The house', () => {
  it('has only the agreed names at its top', () => {
    const names = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map((name) => name.split('/')[0]!);
    expect([...new Set(names)].filter((name) => !LAYOUT.test(name))).toEqual([]);
  });

  it('is formatted and free of lint', () => {
    const { status, stdout, stderr } = spawnSync('node_modules/.bin/biome', ['check', '.'], {
      encoding: 'utf8',
    });
    expect(status, stdout + stderr).toBe(0);
  });

  it('fits its types', () => {
    const { status, stdout } = spawnSync('node_modules/.bin/tsc', ['--noEmit'], {
      encoding: 'utf8',
    });
    expect(status, stdout).toBe(0);
  }, 120_000);
});
