// Run by `npm version`: before it changes anything, and again before it commits.
import { readFile, writeFile } from 'node:fs/promises';

const FILE = 'CHANGELOG.md';
const HEADING = '## Unreleased\n';

const text = await readFile(FILE, 'utf8');
const [before, after] = text.split(HEADING);
const entries = after?.split('\n## ')[0];
if (!entries?.trim()) {
  console.error(`${FILE} has nothing under "${HEADING.trim()}": say what changed first.`);
  process.exit(1);
}
if (process.env.npm_lifecycle_event === 'version') {
  const released = `## ${process.env.npm_package_version} (${new Date().toISOString().slice(0, 10)})`;
  await writeFile(FILE, `${before}${HEADING}\n${released}\n${after}`);
}
