import { Table } from 'antd';
import { useState } from 'react';
import type { ChangedArea, GridChange } from '../../../server/contract/areas/area-import.ts';
import type { Owner } from '../../assignments/api.ts';
import { AssignmentsDrawer } from '../../assignments/drawer.tsx';
import { percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { pagesOf } from '../../parts/pages-of.ts';
import { HangsOn } from './hangs-on.tsx';
import { useAreaWas } from './use-area-was.ts';

const PAGES = pagesOf(10);
/** Less of a grid that nobody takes is what drawing leaves. */
const NOTHING = 0.005;

interface ChangesProps {
  areas: readonly ChangedArea[];
  grids: readonly GridChange[];
}

/** Grids that are split, merged, moved or ended, what becomes of who holds them and of what was walked there, and the other areas that change. */
export const AreaChanges = ({ areas, grids }: ChangesProps) => {
  const { t } = useWords();
  const { label, was } = useAreaWas();
  const [opened, setOpened] = useState<Owner | null>(null);
  const told = new Set(grids.map(({ code }) => code));
  // Where nothing on record changes all are new, and stand in the tree.
  const others = areas.filter(
    ({ before, code }) => !told.has(code) && (before !== null || grids.length > 0),
  );
  const byCode = new Map(areas.map((one) => [one.code, one]));
  return (
    <>
      {grids.length > 0 && (
        <Table<GridChange>
          size="small"
          rowKey="code"
          data-testid="grid-changes"
          title={() => t('imports.gridChanges')}
          pagination={PAGES}
          // Wide enough for sentences, which wrap.
          scroll={{ x: 640 }}
          dataSource={[...grids]}
          columns={[
            { title: t('imports.grid'), render: (_, { code, name }) => `${name} (${code})` },
            {
              title: t('imports.becomes'),
              render: (_, { change, code, into, nobodys }) => {
                const area = byCode.get(code);
                return (
                  <>
                    <b>{t(`imports.gridChange.${change}`)}</b>{' '}
                    {[
                      ...(change === 'described' ? [] : into).map(
                        (one) => `${percent(one.share)} → ${one.code}`,
                      ),
                      ...(nobodys >= NOTHING
                        ? [t('imports.nobodys', { share: percent(nobodys) })]
                        : []),
                      ...(area ? was(area) : []),
                      ...(change === 'described' && area?.outline
                        ? [t('imports.outlineDetail')]
                        : []),
                    ].join(' · ')}
                  </>
                );
              },
            },
            {
              title: t('imports.hangsOn'),
              render: (_, grid) => (
                <HangsOn
                  grid={grid}
                  assign={(officer) => setOpened({ kind: 'grid', ...officer })}
                />
              ),
            },
          ]}
        />
      )}
      {others.length > 0 && (
        <Table<ChangedArea>
          size="small"
          // A code can stand twice in a file.
          rowKey={({ after, before, code }) => `${code} ${(after ?? before)?.name}`}
          data-testid="area-changes"
          title={() => t('imports.otherAreas')}
          pagination={PAGES}
          scroll={{ x: 640 }}
          dataSource={others}
          columns={[
            { title: t('imports.area'), render: (_, area) => label(area) },
            {
              title: t('imports.becomes'),
              render: (_, area) => {
                const { after, before, outline } = area;
                return (
                  <>
                    <b>{t(`imports.coming.${after ? (before ? 'change' : 'begin') : 'end'}`)}</b>{' '}
                    {[...was(area), ...(outline ? [t('imports.gridChange.redrawn')] : [])].join(
                      ' · ',
                    )}
                  </>
                );
              },
            },
          ]}
        />
      )}
      {opened && <AssignmentsDrawer owner={opened} close={() => setOpened(null)} />}
    </>
  );
};
