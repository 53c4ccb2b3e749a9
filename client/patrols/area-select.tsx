import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Area } from '../../server/contract/areas/area.ts';
import { areasQuery } from '../api/areas.ts';
import { TreeChoice } from '../focus/tree-choice.tsx';
import { areaTree } from '../geo/area-tree.ts';
import { useWords } from '../i18n/use-words.ts';

interface TreeNode {
  value: number;
  title: string;
  children: TreeNode[];
}

/** The areas as a tree for choosing; those whose parent is out of sight are its roots. */
export const areaChoices = (areas: readonly Area[]): TreeNode[] => {
  const { children, tops } = areaTree(areas);
  const choiceOf = ({ id, name }: Area): TreeNode => ({
    value: id,
    title: name,
    children: children(id).map(choiceOf),
  });
  return tops.map(choiceOf);
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
  const tree = useMemo(() => areaChoices(areas ?? []), [areas]);
  return (
    <TreeChoice<number | null>
      className={className}
      allowClear
      placeholder={placeholder}
      aria-label={t('patrols.area')}
      popupMatchSelectWidth={260}
      value={value}
      treeData={tree}
      onChange={(chosen) => choose(chosen ?? null)}
    />
  );
};
