import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Officer } from '../../server/contract/people/people.ts';
import { everyOfficerQuery, type Owner } from '../assignments/api.ts';
import { AssignmentsDrawer } from '../assignments/drawer.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { Section } from '../settings/section.tsx';
import { SoughtList } from '../settings/sought-list.tsx';
import { useAreaName } from '../settings/use-area-name.ts';
import { OfficerForm } from './officer-form.tsx';

/** Officers of the area, also who holds no grid: made, changed, and given grids one by one. */
export const Officers = () => {
  const { t } = useWords();
  const gridName = useGridName();
  const areaName = useAreaName();
  /** Of the grid that is held, else of the home area. */
  const placeOf = ({ gridId, homeAreaId }: Officer) =>
    gridId === null ? homeAreaId !== null && areaName(homeAreaId) : gridName(gridId, '');
  const query = useQuery(everyOfficerQuery);
  const [editing, setEditing] = useState<Officer | 'new' | null>(null);
  const [opened, setOpened] = useState<Owner | null>(null);
  const all = query.data ?? [];
  return (
    <>
      <Section kind="officers" query={query} create={() => setEditing('new')}>
        {all.length > 0 && (
          <SoughtList
            all={all}
            label={t('settings.officers.find')}
            textOf={(one) => `${one.name} ${one.code} ${placeOf(one) || ''}`}
          >
            {(officer) => {
              const { category, code, gridId, id, name } = officer;
              return (
                <li data-testid="officer">
                  <div>
                    <Link to={`/officers/${id}/record`}>{name}</Link>
                    <small>
                      {[code, t(`officerCategory.${category}`), placeOf(officer)]
                        .filter(Boolean)
                        .join(' · ')}
                    </small>
                    {gridId === null && <Tag color="warning">{t('settings.officers.noGrid')}</Tag>}
                    <Button size="small" onClick={() => setEditing(officer)}>
                      {t('settings.officers.change')}
                    </Button>
                    <Button
                      size="small"
                      onClick={() => setOpened({ kind: 'grid', id, code, name })}
                    >
                      {t('assignments.open.grid')}
                    </Button>
                  </div>
                </li>
              );
            }}
          </SoughtList>
        )}
      </Section>
      {editing && (
        <OfficerForm officer={editing === 'new' ? null : editing} close={() => setEditing(null)} />
      )}
      {opened && <AssignmentsDrawer owner={opened} close={() => setOpened(null)} />}
    </>
  );
};
