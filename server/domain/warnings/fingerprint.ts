import { createHash } from 'node:crypto';
import type { Finding } from '../../contract/warnings/warning.ts';
import { rankOf } from './quiet.ts';

/** JSON with the keys of objects in order: a finding read back from the store says what it said. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const hash = (value: unknown): string =>
  createHash('sha256').update(textOf(value)).digest('base64url').slice(0, 22);

/** Name of a set of cells. */
export const placeOf = (cells: readonly string[]): string => hash([...new Set(cells)].sort());

/**
 * Name of what a finding says that makes a new version of a warning: where, how strongly, how many, which incidents, by what method. Not the
 * chance and the expected count, which move a little with every run.
 */
export const fingerprintOf = (finding: Finding): string =>
  hash([
    finding.areaId,
    [...finding.cells].sort(),
    finding.level,
    finding.observed,
    [...finding.incidentIds].sort(),
    finding.method,
    finding.parameters,
  ]);

/** Findings of a run in one order whatever order they were found in: the strongest first. */
export const strongestFirst = (findings: readonly Finding[]): Finding[] =>
  findings
    .map((finding) => ({ finding, name: textOf(finding) }))
    .sort(
      (a, b) =>
        rankOf(b.finding.level) - rankOf(a.finding.level) ||
        a.finding.p - b.finding.p ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ finding }) => finding);

/** Name of a whole run: findings in their one order and the categories looked at. */
export const runDigest = (
  findings: readonly Finding[],
  categories: readonly (string | null)[] | null,
): string => hash([findings, categories && [...categories].sort()]);
