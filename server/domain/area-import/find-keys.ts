import type { AreaKeys } from '../../contract/areas/area-file.ts';
import { plainHeader } from '../reading/tables/columns.ts';

/** Names under which properties go in the files of survey offices and of this service, first match wins; as `plainHeader` makes them. */
const NAMES: Record<keyof AreaKeys, readonly string[]> = {
  codeKey: [
    ...['code', 'gridcode', 'areacode', 'adcode', '编码', '网格编码', '区划编码', '区划代码'],
    ...[
      '行政区划代码',
      '网格编号',
      '编号',
      '代码',
      'wgbm',
      'wgbh',
      'qhdm',
      'xzqdm',
      'bm',
      'dm',
      'id',
    ],
  ],
  nameKey: [
    ...['name', 'gridname', 'areaname', '名称', '网格名称', '区划名称', '行政区名称', '网格名'],
    ...['wgmc', 'qhmc', 'xzqmc', 'mc', '姓名'],
  ],
  parentKey: [
    ...['parent', 'parentcode', 'parentid', 'pcode', '上级', '上级编码', '上级代码', '父级编码'],
    ...['所属编码', '上级区划', '所属社区编码', '所属村编码', 'sjbm', 'sjdm', 'fbm', 'pid'],
  ],
  levelKey: ['level', 'arealevel', '级别', '层级', '等级', '区划级别', 'jb', 'cj'],
  gridTypeKey: ['gridtype', 'type', '网格类型', '类型', '类别', 'wglx', 'lx'],
};

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
  const found = Object.entries(NAMES).flatMap(([key, names]) => {
    const name = names.find((one) => plain.has(one));
    return name === undefined ? [] : [[key, plain.get(name)!]];
  });
  return Object.fromEntries(found);
}
