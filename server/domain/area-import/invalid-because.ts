import type { FileProblem, FileProblemCode } from '../../contract/file-problem.ts';

/** What PostGIS says of a geometry that is not valid (GEOS, IsValidOp), and how it is told. */
const REASONS: readonly [says: RegExp, code: FileProblemCode][] = [
  [/^(ring )?self-intersection/i, 'crosses-itself'],
  [/^hole lies outside shell/i, 'hole-outside'],
  [/^holes are nested/i, 'holes-nested'],
  [/^nested shells/i, 'shells-nested'],
  [/^interior is disconnected/i, 'interior-apart'],
  [/^duplicate rings/i, 'rings-twice'],
  [/^too few points/i, 'too-few-corners'],
  // What is left of it after mending is nothing.
  [/^valid geometry/i, 'no-ground'],
];

/** One reason why a geometry is not valid, such as `Self-intersection[121.3 28.5]`, as a problem with its place. */
export function invalidBecause(reason: string): FileProblem {
  const [, why = reason, place = ''] = /^([^[]*)(?:\[([^\]]*)\])?$/.exec(reason) ?? [];
  const code = REASONS.find(([says]) => says.test(why))?.[1];
  return code === undefined
    ? { code: 'invalid-geometry', values: { reason } }
    : { code, values: { place } };
}
