import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import type { Area } from '../../server/contract/areas/area.ts';
import { areasQuery } from '../api/areas.ts';
import { useWords } from '../i18n/use-words.ts';

interface TreeNode {
  value: number;
  title: string;
  children: TreeNode[];
}

/** The areas as a tree for choosing; those whose parent is out of sight are its roots. */
export const areaTree = (areas: readonly Area[]): TreeNode[] => {
  const nodes = new Map(
    areas.map((a) => [a.id, { value: a.id, title: a.name, children: [] as TreeNode[] }]),
  );
  const roots: TreeNode[] = [];
  for (const { id, parentId } of areas) {
    const siblings = parentId === null ? undefined : nodes.get(parentId)?.children;
    (siblings ?? roots).push(nodes.get(id)!);
  }
  return roots;
};

interface AreaSelectProps {
  value: number | null;
  choose: (areaId: number | null) => void;
  placeholder: string;
  className?: string | undefined;
}

/** One area of those an account sees; null: all of them. */
export const AreaSelect = ({ choose, className, placeholder, value }: AreaSelectProps) => {
  const { t } = useWords();
  const { data: areas } = useQuery(areasQuery);
  const tree = useMemo(() => areaTree(areas ?? []), [areas]);
  return (
    <TreeSelect<number | null>
      className={className}
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      placeholder={placeholder}
      aria-label={t('patrols.area')}
      popupMatchSelectWidth={260}
      value={value}
      treeData={tree}
      onChange={(chosen) => choose(chosen ?? null)}
    />
  );
};
