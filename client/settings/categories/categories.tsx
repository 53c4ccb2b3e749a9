import { useQuery } from '@tanstack/react-query';
import { Button, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import type { IncidentCategory } from '../../../server/contract/incidents/incident.ts';
import { changeIncidentCategory } from '../../../server/contract/routes/analysis/incidents.ts';
import { call } from '../../api/call.ts';
import { categoriesQuery } from '../../api/incidents.ts';
import { Ask } from '../../focus/ask.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { pagesOf } from '../../parts/pages-of.ts';
import page from '../page.module.css';
import { Section } from '../section.tsx';
import { useAct } from '../use-act.ts';
import { CategoryEditor } from './category-editor.tsx';
import { CategoryMerger } from './category-merger.tsx';

const PAGES = pagesOf(10);

/** What kinds of incidents there are: other names and points, out of use and back, one into another. A code stays; nothing is deleted. */
export const Categories = () => {
  const { t, language } = useWords();
  const query = useQuery(categoriesQuery);
  const act = useAct(['categories']);
  const [sought, setSought] = useState('');
  const [edited, setEdited] = useState<IncidentCategory | 'new' | null>(null);
  const [merged, setMerged] = useState<IncidentCategory | null>(null);
  const all = query.data ?? [];
  const low = sought.trim().toLowerCase();
  const shown = all.filter(({ code, nameEn, nameZh }) =>
    [code, nameEn, nameZh].some((text) => text.toLowerCase().includes(low)),
  );
  const use = (code: string, retired: boolean) =>
    act.mutate(() => call(changeIncidentCategory, { params: { code }, body: { retired } }));
  return (
    <>
      <Section kind="categories" query={query} create={() => setEdited('new')}>
        {all.length > 0 && (
          <li key="categories">
            <Input
              allowClear
              value={sought}
              placeholder={t('settings.categories.seek')}
              aria-label={t('settings.categories.seek')}
              onChange={({ target }) => setSought(target.value)}
            />
            <Table<IncidentCategory>
              size="small"
              rowKey="code"
              pagination={PAGES}
              dataSource={shown}
              scroll={{ x: 'max-content' }}
              columns={[
                { title: t('imports.header.code'), dataIndex: 'code', className: 'figure' },
                { title: t('imports.header.nameZh'), dataIndex: 'nameZh' },
                { title: t('imports.header.nameEn'), dataIndex: 'nameEn' },
                { title: t('imports.header.points'), dataIndex: 'points', className: 'figure' },
                {
                  title: t('settings.categories.use'),
                  render: (_, { mergedInto, retiredAt }) => (
                    <Tag color={retiredAt === null ? 'success' : 'default'}>
                      {mergedInto !== null
                        ? t('settings.categories.mergedInto', { into: mergedInto })
                        : t(`settings.categories.${retiredAt === null ? 'inUse' : 'retired'}`)}
                    </Tag>
                  ),
                },
                {
                  key: 'acts',
                  title: <span className="visually-hidden">{t('state.actions')}</span>,
                  render: (_, category) => (
                    <div className={page.versionActs}>
                      <Button size="small" onClick={() => setEdited(category)}>
                        {t('settings.categories.change')}
                      </Button>
                      {category.retiredAt === null ? (
                        <>
                          <Button size="small" onClick={() => setMerged(category)}>
                            {t('settings.categories.merge')}
                          </Button>
                          <Ask
                            title={t('settings.categories.retireAsk', {
                              name: categoryName(category, language),
                            })}
                            okText={t('settings.categories.retire')}
                            cancelText={t('settings.cancel')}
                            onConfirm={() => use(category.code, true)}
                          >
                            <Button size="small">{t('settings.categories.retire')}</Button>
                          </Ask>
                        </>
                      ) : (
                        <Button size="small" onClick={() => use(category.code, false)}>
                          {t('settings.categories.restore')}
                        </Button>
                      )}
                    </div>
                  ),
                },
              ]}
            />
            {merged && (
              <CategoryMerger
                key={merged.code}
                category={merged}
                others={all.filter(({ code, retiredAt }) => code !== merged.code && !retiredAt)}
                close={() => setMerged(null)}
              />
            )}
          </li>
        )}
      </Section>
      {edited && (
        <CategoryEditor
          key={edited === 'new' ? '' : edited.code}
          category={edited === 'new' ? null : edited}
          close={() => setEdited(null)}
        />
      )}
    </>
  );
};
