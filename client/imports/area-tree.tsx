import { Tree, type TreeDataNode } from 'antd';
import type { Feature } from 'geojson';
import { useMemo } from 'react';
import type { AreaKeys } from '../../server/contract/areas/area-file.ts';
import { useWords } from '../i18n/use-words.ts';

/** So many rows are drawn at once, px; the others as one comes to them. */
const HEIGHT_PX = 240;

interface AreaTreeProps {
  features: readonly unknown[];
  keys: AreaKeys;
  /** Places in the file that have a defect. */
  defective: ReadonlySet<number>;
}

/** The areas of a file as they hang below each other; one whose parent it does not hold stands at the top, with what it names. */
export const AreaTree = ({ defective, features, keys }: AreaTreeProps) => {
  const { t } = useWords();
  const { codeKey = '', nameKey = '', parentKey } = keys;
  const nodes = useMemo(() => {
    const textOf = (raw: unknown, key: string) =>
      String((raw as Feature).properties?.[key] ?? '').trim();
    const codes = new Set(features.map((raw) => textOf(raw, codeKey)));
    const below = new Map<string, TreeDataNode[]>();
    const tops: TreeDataNode[] = [];
    const met = new Set<string>();
    features.forEach((raw, place) => {
      const code = textOf(raw, codeKey);
      const parent = parentKey === undefined ? '' : textOf(raw, parentKey);
      const children = below.get(code) ?? [];
      below.set(code, children);
      const isTop = parent === '' || parent === code || !codes.has(parent);
      const called = code === '' ? t('imports.nth', { place: place + 1 }) : `(${code})`;
      const named = `${textOf(raw, nameKey)} ${called}${isTop && parent ? ` ← ${parent}` : ''}`;
      const title = defective.has(place) ? `⚠ ${named}` : named;
      const siblings = isTop ? tops : (below.get(parent) ?? []);
      if (!isTop) below.set(parent, siblings);
      // Of a code that stands twice, one holds the children.
      const isFirst = !met.has(code);
      met.add(code);
      siblings.push({ key: isFirst ? code : place, title, ...(isFirst ? { children } : {}) });
    });
    return tops;
  }, [features, codeKey, nameKey, parentKey, defective, t]);
  return (
    <details data-testid="area-tree">
      <summary>{t('imports.tree', { count: features.length })}</summary>
      <Tree treeData={nodes} height={HEIGHT_PX} selectable={false} />
    </details>
  );
};
