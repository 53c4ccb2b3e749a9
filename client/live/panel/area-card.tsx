import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { areasQuery } from '../../api/areas.ts';
import { officersQuery } from '../../api/people.ts';
import { areaTree } from '../../geo/area-tree.ts';
import { useWords } from '../../i18n/use-words.ts';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { STANDINGS } from '../../theme/tokens.ts';
import { pathTo } from '../officers/grid-card.tsx';
import { useShownDay } from '../officers/use-day-standings.ts';
import { Card, cardStyles, Facts } from './card.tsx';

/** A village, town, district or city: how its grids stand on the day shown, and the ways to its other pages. */
export const AreaCard = ({ areaId }: { areaId: number }) => {
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const { data: officers = [] } = useQuery(officersQuery);
  const { standings } = useShownDay();
  const tree = areaTree(areas);
  const grids = useMemo(
    () => new Set(tree.below(areaId).flatMap(({ id, level }) => (level === 'grid' ? [id] : []))),
    [areaId, tree],
  );
  const area = areas.find(({ id }) => id === areaId);
  if (!area) return null;
  const holders = officers.filter(({ gridId }) => gridId !== null && grids.has(gridId));
  const counts = STANDINGS.map(
    (standing) =>
      [
        standing,
        [...grids].filter((id) => (standings.get(id) ?? 'none') === standing).length,
      ] as const,
  ).filter(([, count]) => count > 0);
  return (
    <Card title={area.name} subtitle={pathTo(area, areas)}>
      <Facts
        rows={[
          [t('evaluation.level'), t(`evaluation.levels.${area.level}`)],
          [t('live.code'), area.code],
          [t('search.kind.grid'), grids.size],
          [t('live.gridOfficers'), holders.length],
          ...counts.map(
            ([standing, count]) =>
              [<OutcomeTag key={standing} standing={standing} />, count] as const,
          ),
        ]}
      />
      <p className={cardStyles.ways}>
        <Link to={`/incidents?area=${areaId}`}>{t('incidents.title')}</Link>
        <Link to={`/patrols?area=${areaId}`}>{t('patrols.title')}</Link>
        <Link to={`/coverage?area=${areaId}`}>{t('coverage.title')}</Link>
      </p>
    </Card>
  );
};
