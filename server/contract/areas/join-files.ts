import type { FileNote } from '../file-problem.ts';
import { type AreaFile, type AreaKeys, SAMPLES } from './area-file.ts';

const ROLES = ['codeKey', 'nameKey', 'parentKey'] as const;
type Role = (typeof ROLES)[number];
/** Properties that are made where files call the same differently. */
const MADE: Record<Role, string> = { codeKey: '*code', nameKey: '*name', parentKey: '*parent' };

type Joined = Pick<AreaFile, 'collection' | 'keys' | 'properties'>;

/**
 * Files of areas that are brought in as one, such as one a level, each with its own names of properties: under keys that hold for all. Where they call code, name
 * or parent differently, or one so what is another's of a file above, its features have that as a property of its own too, which is told.
 */
export function joinFiles<File extends Joined>(
  files: readonly File[],
): { files: File[]; notes: FileNote[] } {
  const [first, ...others] = files;
  if (!first || others.length === 0) return { files: [...files], notes: [] };
  const has = ({ properties }: File, name: string) => properties.some((own) => own.name === name);
  const made = ROLES.filter((role) => {
    const names = new Set(files.flatMap((file) => file.keys[role] ?? []));
    const [name] = names;
    return (
      names.size > 1 ||
      (name !== undefined && files.some((file) => file.keys[role] !== name && has(file, name)))
    );
  });
  const keys = keysOf(files, made);
  const collections = files.map((file) => ({
    ...file.collection,
    features: file.collection.features.map((one) => withMade(one, file.keys, made)),
  }));
  const samples = new Map<string, Set<string>>();
  const show = (name: string, own: readonly string[]) =>
    samples.set(name, new Set([...(samples.get(name) ?? []), ...own].slice(0, SAMPLES)));
  for (const role of made)
    for (const file of files) show(MADE[role], samplesAt(file, file.keys[role]).slice(0, 1));
  for (const { name, samples: own } of files.flatMap((file) => file.properties)) show(name, own);
  const properties = [...samples].map(([name, own]) => ({ name, samples: [...own] }));
  const joined = files.map(
    (file, k): File => ({
      ...{ ...file, collection: collections[k]!, keys },
      properties: [...properties.values()],
    }),
  );
  return { files: joined, notes: made.map((role) => noteOf(role, files)) };
}

const noteOf = (role: Role, files: readonly Joined[]): FileNote => {
  const names = [...new Set(files.flatMap((file) => file.keys[role] ?? []))];
  return { code: 'keys-joined', values: { made: MADE[role], names: names.join(', ') } };
};

function keysOf(files: readonly Joined[], made: readonly Role[]): AreaKeys {
  const { levelKey, ...keys } = Object.assign(
    {},
    ...files.map((one) => one.keys).reverse(),
  ) as AreaKeys;
  for (const role of made) keys[role] = MADE[role];
  // Where some have no levels, those of all follow from the tree.
  const haveLevels = files.every((one) => one.keys.levelKey === levelKey);
  return levelKey && haveLevels ? { ...keys, levelKey } : keys;
}

const samplesAt = ({ properties }: Joined, key: string | undefined) =>
  properties.find(({ name }) => name === key)?.samples ?? [];

function withMade(raw: unknown, keys: AreaKeys, made: readonly Role[]): unknown {
  const feature = raw as { properties?: Record<string, unknown> | null } | null;
  if (made.length === 0 || !feature?.properties) return raw;
  const own = made.flatMap((role): [string, unknown][] => {
    const key = keys[role];
    const value = key === undefined ? undefined : feature.properties![key];
    return value === undefined ? [] : [[MADE[role], value]];
  });
  return { ...feature, properties: { ...feature.properties, ...Object.fromEntries(own) } };
}
