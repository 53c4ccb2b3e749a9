import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { Area } from '../../../server/contract/areas/area.ts';
import { gridStandings } from '../../../server/contract/patrols/day-standings.ts';
import { areasQuery } from '../../api/areas.ts';
import { officersQuery } from '../../api/people.ts';
import { areaTree } from '../../geo/area-tree.ts';
import { useWords } from '../../i18n/use-words.ts';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { useWeekIncidents } from '../incidents/use-incidents.ts';
import type { Selection } from '../map/view.ts';
import { EffortFacts } from '../need/effort-facts.tsx';
import { Suggestion } from '../need/suggestion.tsx';
import { Card, cardStyles, Facts, PatrolLinks } from '../panel/card.tsx';
import { useTodaysPatrols } from './use-today.ts';

interface GridCardProps {
  gridId: number;
  show: (target: Selection) => void;
}

/** Names of the areas above one, top first. */
export const pathTo = (area: Area, areas: readonly Area[]): string =>
  areaTree(areas)
    .upward(area.parentId)
    .map(({ name }) => name)
    .reverse()
    .join(' › ');

export const GridCard = ({ gridId, show }: GridCardProps) => {
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const { data: officers = [] } = useQuery(officersQuery);
  const patrols = useTodaysPatrols({ gridId });
  const heads = patrols.map((p) => ({ ...p, isOpen: p.endTime === null }));
  const standing = gridStandings(heads).get(gridId);
  const incidents = useWeekIncidents(true).filter((i) => i.gridId === gridId);
  const grid = areas.find((area) => area.id === gridId);
  if (!grid) return null;
  const holders = officers.filter((o) => o.gridId === gridId);
  return (
    <Card title={grid.name} subtitle={pathTo(grid, areas)}>
      <Facts
        rows={[
          [t('live.state'), <OutcomeTag key="state" standing={standing ?? 'none'} />],
          [t('live.gridType'), grid.gridType ? t(`gridType.${grid.gridType}`) : '—'],
          [t('live.code'), grid.code],
          [
            t('live.gridOfficers'),
            holders.length === 0
              ? '—'
              : holders.map(({ id, name }, i) => (
                  <Fragment key={id}>
                    {i > 0 && ', '}
                    <button
                      type="button"
                      className={cardStyles.link}
                      onClick={() => show({ kind: 'officer', id })}
                    >
                      {name}
                    </button>
                  </Fragment>
                )),
          ],
          [t('live.incidentsWeek'), incidents.length],
        ]}
      />
      <Suggestion gridId={gridId} />
      <EffortFacts gridId={gridId} />
      <h3>{t('live.patrolsToday')}</h3>
      <PatrolLinks patrols={patrols} by="officer" />
    </Card>
  );
};
