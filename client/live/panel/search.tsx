import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Input } from 'antd';
import { useMemo, useState } from 'react';
import { areasQuery } from '../../api/areas.ts';
import { officersQuery } from '../../api/people.ts';
import { useWords } from '../../i18n/use-words.ts';
import { gridNames } from '../../parts/use-grid-name.ts';
import type { Selection } from '../map/view.ts';

const MATCHES = 8;

/** Those whose name or code holds the words, at most a handful. */
export const matching = <T extends { name: string; code: string }>(
  all: readonly T[],
  words: string,
): T[] => {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  return all
    .filter(
      ({ name, code }) =>
        name.toLowerCase().includes(wanted) || code.toLowerCase().includes(wanted),
    )
    .slice(0, MATCHES);
};

/** Finds an officer or a grid by name or code. */
export const Search = ({ show }: { show: (target: Selection) => void }) => {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const { data: officers = [] } = useQuery(officersQuery);
  const { data: areas = [] } = useQuery(areasQuery);
  const grids = useMemo(() => {
    const names = gridNames(areas);
    return areas.flatMap((area) =>
      names.has(area.id) ? [{ ...area, name: names.get(area.id)! }] : [],
    );
  }, [areas]);
  const groups = [
    { kind: 'officer' as const, label: t('live.searchOfficers'), found: matching(officers, words) },
    { kind: 'grid' as const, label: t('live.searchGrids'), found: matching(grids, words) },
  ].filter(({ found }) => found.length > 0);
  return (
    <AutoComplete
      style={{ width: '100%' }}
      value={words}
      onChange={setWords}
      onSelect={(value: string) => {
        const [kind, id] = value.split(':');
        setWords('');
        show({ kind: kind as (typeof groups)[number]['kind'], id: Number(id) });
      }}
      options={groups.map(({ kind, label, found }) => ({
        label,
        options: found.map(({ id, name, code }) => ({
          value: `${kind}:${id}`,
          label: `${name} · ${code}`,
        })),
      }))}
      notFoundContent={words.trim() === '' ? null : t('live.searchNone')}
    >
      <Input
        prefix={<SearchOutlined />}
        placeholder={t('live.search')}
        aria-label={t('live.search')}
        allowClear
      />
    </AutoComplete>
  );
};
