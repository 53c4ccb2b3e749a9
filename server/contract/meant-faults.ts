/** What a validator says of one place of a value, as TypeBox and fastify have it. */
export interface Fault {
  instancePath: string;
  schemaPath?: string;
  keyword: string;
  params: unknown;
}

/** A union of which some branch has parts: where its value lies, and the faults of each of its branches. */
interface Union {
  instancePath: string;
  schemaPath: string;
  branches: Map<string, Fault[]>;
}

/**
 * Faults of a value that may be of several kinds, without those of the kinds that were not meant. Meant is what has the fewest missing and unknown
 * parts; where one part names the kind, whose name it is. Where it could be any of several, only what would tell them apart is said.
 */
export function meantFaults(faults: readonly Fault[]): readonly Fault[] {
  const union = outermostUnion(faults);
  if (!union) return faults;
  const own = new Set([...union.branches.values()].flat());
  const others = faults.filter((fault) => !own.has(fault) && !isOfUnion(fault, union));
  return meantFaults([...others, ...meantWithin(union)]);
}

const isOfUnion = ({ instancePath, keyword, schemaPath }: Fault, union: Union) =>
  keyword === 'anyOf' &&
  instancePath === union.instancePath &&
  schemaPath === union.schemaPath.replace(/\/anyOf$/, '');

/** The first union, from outside, whose branches speak of parts of their own; null: none. */
function outermostUnion(faults: readonly Fault[]): Union | null {
  const unions = new Map<string, Union>();
  for (const fault of faults)
    for (const { branch, depth, schemaPath } of branchesOn(fault.schemaPath ?? '')) {
      const instancePath = fault.instancePath
        .split('/')
        .slice(0, depth + 1)
        .join('/');
      const key = `${schemaPath} ${instancePath}`;
      const union = unions.get(key) ?? { instancePath, schemaPath, branches: new Map() };
      unions.set(key, union);
      union.branches.set(branch, [...(union.branches.get(branch) ?? []), fault]);
    }
  const hasParts = ({ branches, instancePath }: Union) =>
    branches.size > 1 &&
    [...branches.values()]
      .flat()
      .some(
        (fault) =>
          fault.instancePath !== instancePath ||
          ['required', 'additionalProperties'].includes(fault.keyword),
      );
  return (
    [...unions.values()].sort((a, b) => a.schemaPath.length - b.schemaPath.length).find(hasParts) ??
    null
  );
}

/** The branches of unions on a schema's path, and how deep in the value each union lies. */
function branchesOn(path: string): { schemaPath: string; branch: string; depth: number }[] {
  const names = path.split('/');
  const found: { schemaPath: string; branch: string; depth: number }[] = [];
  let depth = 0;
  for (let k = 1; k < names.length; k++) {
    const name = names[k];
    if (name === 'anyOf') {
      const branch = names[k + 1];
      if (branch === undefined) break;
      found.push({ schemaPath: names.slice(0, k + 1).join('/'), branch, depth });
      k++;
    } else if (name === 'properties' || name === 'patternProperties') {
      depth++;
      k++;
    } else if (name === 'items') depth++;
  }
  return found;
}

/** How far a branch is from what was meant: another type, another name of its kind, else how many parts are missing or unknown. */
function distanceOf([branch, faults]: [string, Fault[]], { instancePath, schemaPath }: Union) {
  const own = faults.filter((fault) => fault.instancePath === instancePath);
  const parts = `${schemaPath}/${branch}/properties/`;
  const kind = faults.filter(
    (fault) =>
      fault.keyword === 'const' &&
      fault.schemaPath?.startsWith(parts) &&
      !fault.schemaPath.slice(parts.length).includes('/'),
  );
  const missing = own.flatMap((fault) => namesIn(fault, 'requiredProperties'));
  const unknown = own.flatMap((fault) => namesIn(fault, 'additionalProperties'));
  return {
    ...{ faults, kind, missing, parts: missing.length + unknown.length },
    tier: own.some(({ keyword }) => keyword === 'type') ? 2 : kind.length > 0 ? 1 : 0,
  };
}

const namesIn = ({ params }: Fault, of: 'requiredProperties' | 'additionalProperties') =>
  (params as Partial<Record<typeof of, string[]>>)[of] ?? [];

function meantWithin(union: Union): Fault[] {
  const all = [...union.branches].map((one) => distanceOf(one, union));
  const tier = Math.min(...all.map((one) => one.tier));
  const nearest = all.filter((one) => one.tier === tier);
  // None has this name for its kind: which there are is all there is to say.
  if (tier === 1) return [oneOf(nearest.flatMap(({ kind }) => kind[0]!))];
  const parts = Math.min(...nearest.map((one) => one.parts));
  const meant = nearest.filter((one) => one.parts === parts);
  if (meant.length === 1 || meant.some(({ missing }) => missing.length === 0))
    return [...meant[0]!.faults];
  const allowedValues = [...new Set(meant.flatMap(({ missing }) => missing))];
  return [{ instancePath: union.instancePath, keyword: 'enum', params: { allowedValues } }];
}

const oneOf = (faults: readonly Fault[]): Fault => ({
  instancePath: faults[0]!.instancePath,
  keyword: 'enum',
  params: {
    allowedValues: faults.map(({ params }) => (params as { allowedValue: unknown }).allowedValue),
  },
});
