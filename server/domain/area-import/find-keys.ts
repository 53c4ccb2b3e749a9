import type { AreaKeys } from '../../contract/areas/area-file.ts';
import { plainHeader } from '../reading/tables/columns.ts';

/** What areas are called in names of properties, the lowest first. */
const LEVELS = [
  ...[
    '网格',
    '社区',
    '村社区',
    '村居',
    '村',
    '街道',
    '乡镇',
    '镇街',
    '镇',
    '乡',
    '区县',
    '县',
    '区',
    '市',
  ],
];
const named = (levels: readonly string[], endings: readonly string[], before = '') =>
  levels.flatMap((level) => endings.map((ending) => `${before}${level}${ending}`));
const CODES = ['编码', '代码', '编号'];
const OWN = ['', '区划', '行政区划', '行政区', '单位'];
const UP = ['上级', '父级', '父', '所属'];
const ABOVE = LEVELS.slice(1);

/** As layers of a level each name their code, name and parent: 社区编码 is a code in one, and the parent's in that of its grids. */
const OF_LAYERS = {
  codeKey: named(LEVELS, CODES),
  nameKey: named(LEVELS, ['名称', '名']),
  parentKey: [
    ...named(ABOVE, CODES, '所属'),
    ...named(ABOVE, CODES, '上级'),
    ...named(ABOVE, CODES),
  ],
} satisfies Partial<Record<keyof AreaKeys, readonly string[]>>;

/** Names under which properties go in the files of survey offices and of this service, first match wins; as `plainHeader` makes them. */
const NAMES: Record<keyof AreaKeys, readonly string[]> = {
  codeKey: [
    ...['code', 'gridcode', 'areacode', 'adcode', ...named(['网格'], CODES), ...named(OWN, CODES)],
    ...['wgbm', 'wgbh', 'qhdm', 'xzqdm', ...OF_LAYERS.codeKey, 'bm', 'dm', 'id'],
  ],
  nameKey: [
    ...['name', 'gridname', 'areaname', '网格名称', '网格名', ...named(OWN, ['名称'])],
    ...['wgmc', 'qhmc', 'xzqmc', ...OF_LAYERS.nameKey, 'mc', '姓名'],
  ],
  parentKey: [
    ...['parent', 'parentcode', 'parentid', 'pcode', '上级'],
    ...UP.flatMap((up) => named(OWN, CODES, up)),
    ...['上级区划', 'sjbm', 'sjdm', 'fbm', 'pid', ...OF_LAYERS.parentKey],
  ],
  levelKey: [
    ...['level', 'arealevel', '级别', '层级', '等级'],
    ...named(['区划', '行政区划', '行政'], ['级别', '级别名称', '层级', '等级']),
    ...['jb', 'cj'],
  ],
  gridTypeKey: ['gridtype', 'type', '网格类型', '网格类别', '类型', '类别', 'wglx', 'lx'],
};

/** Whether the name of a field may be what a Shapefile left of one: 10 bytes, which are three characters in UTF-8 and five in GBK. */
const isCut = (name: string) => /^\p{Script=Han}{3}$|^\p{Script=Han}{5}$/u.test(name);

/** Which properties of features hold what, by their names. Only those are found that features have. */
export function findKeys(properties: readonly string[]): AreaKeys {
  // Of what lies within an object the last part says what it is; what lies at the top comes first.
  const plain = new Map(
    properties
      .toSorted((a, b) => b.split('.').length - a.split('.').length)
      .flatMap((name) => [
        [plainHeader(name.split('.').at(-1)!), name] as const,
        [plainHeader(name), name] as const,
      ]),
  );
  const taken = new Set<string>();
  const free = (name: string) => plain.has(name) && !taken.has(plain.get(name)!);
  const cut = [...plain.keys()].filter(isCut);
  const found = Object.entries(NAMES).flatMap(([key, names]) => {
    const name =
      names.find(free) ??
      cut.find((one) => free(one) && names.some((whole) => whole.startsWith(one)));
    if (name === undefined) return [];
    taken.add(plain.get(name)!);
    return [[key, plain.get(name)!]];
  });
  return Object.fromEntries(found);
}

/** Whether a code goes by the name of its level, as in layers of a level each. */
export const isOfLayer = ({ codeKey }: AreaKeys): boolean =>
  codeKey !== undefined && OF_LAYERS.codeKey.includes(plainHeader(codeKey));
