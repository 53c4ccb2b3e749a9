import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const LAYOUT =
  /^(server|client|sql|scripts|test|deploy|package(-lock)?\.json|tsconfig\.json|vite\.config\.ts|(README(\.zh-CN)?|CHANGELOG)\.md|LICENSE|\..+)$/;

describe('The house', () => {
  it('has only the agreed names at its top', () => {
    const names = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map((name) => name.split('/')[0]!);
    expect([...new Set(names)].filter((name) => !LAYOUT.test(name))).toEqual([]);
  });
});
