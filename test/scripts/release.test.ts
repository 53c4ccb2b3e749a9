import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('A release', () => {
  let folder: string;
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const release = () => run('npm', 'run', 'release', '--', 'minor');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xunji-release-'));
    await mkdir(join(folder, 'scripts'));
    await copyFile('scripts/changelog.mjs', join(folder, 'scripts/changelog.mjs'));
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    const made = { name: 'tried', version: '0.1.9', private: true, type: 'module', scripts };
    await writeFile(join(folder, 'package.json'), `${JSON.stringify(made, null, 2)}\n`);
    await writeFile(join(folder, 'CHANGELOG.md'), '# Changes\n\n## Unreleased\n\n- One thing.\n');
    run('git', 'init', '--quiet');
    run('git', 'config', 'user.name', 'A Tester');
    run('git', 'config', 'user.email', 'tester@example.org');
    run('git', 'add', '.');
    run('git', 'commit', '--quiet', '-m', 'Begin');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is refused while something is not committed', async () => {
    await writeFile(join(folder, 'stray'), '');
    run('git', 'add', 'stray');
    expect(release).toThrow(/not clean/);
    run('git', 'rm', '--quiet', '--force', 'stray');
  });

  it('raises the version, dates what was unreleased, commits and tags', async () => {
    release();
    expect(run('git', 'status', '--porcelain')).toBe('');
    expect(run('git', 'tag').trim()).toBe('v0.2.0');
    expect(run('git', 'log', '-1', '--format=%s').trim()).toBe('Release 0.2.0');
    expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version).toBe('0.2.0');
    expect(await readFile(join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(
      /^# Changes\n\n## Unreleased\n\n## 0\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- One thing\.\n$/,
    );
  });

  it('is refused where nothing changed, and leaves everything as it was', async () => {
    expect(release).toThrow(/say what changed/);
    expect(run('git', 'status', '--porcelain')).toBe('');
  });
});
