import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useMemo, useState } from 'react';
import type { AccessEntry } from '../../server/contract/access/access-log.ts';
import { officersQuery } from '../api/people.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import page from '../settings/page.module.css';
import { useAreaName } from '../settings/use-area-name.ts';
import { ANY, type AuditFilter, auditQuery } from './api.ts';
import styles from './audit.module.css';
import { EntryDetail } from './detail.tsx';
import { Filters } from './filters.tsx';

/** Names told in a row; of more, how many. */
const NAMED_MAX = 2;

/** Who looked at whom and who did what: searched, unfolded, taken along as a file. */
export default function AuditPage() {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const areaName = useAreaName();
  const [filter, setFilter] = useState<AuditFilter>(ANY);
  const log = useInfiniteQuery(auditQuery(filter));
  const { data: officers = [] } = useQuery(officersQuery);
  const nameOf = useMemo(() => {
    const names = new Map(officers.map(({ id, name }) => [id, name]));
    return (id: number) => names.get(id) ?? String(id);
  }, [officers]);
  const at = (moment: string, form = 'MM-DD HH:mm') => formatAt(moment, timeZone, form);
  const whom = ({ officerIds, since, until }: AccessEntry) => (
    <>
      {officerIds.length > NAMED_MAX
        ? t('audit.officers', { count: officerIds.length })
        : officerIds.map(nameOf).join(t('between'))}
      {since && until && (
        <small className="figure">
          {t('audit.showing', { since: at(since), until: at(until) })}
        </small>
      )}
    </>
  );
  return (
    <div className={`${page.page} ${styles.page}`}>
      <h1>{t('account.pages.audit')}</h1>
      <p>{t('audit.about')}</p>
      <Filters filter={filter} change={(part) => setFilter({ ...filter, ...part })} />
      {log.isLoadingError ? (
        <Failure error={log.error} retry={log.refetch} />
      ) : (
        <>
          <Table<AccessEntry>
            size="small"
            rowKey="id"
            loading={log.isPending}
            dataSource={log.data?.pages.flatMap(({ entries }) => entries) ?? []}
            pagination={false}
            scroll={{ x: 'max-content' }}
            expandable={{
              columnTitle: t('audit.detail'),
              columnWidth: 72,
              expandedRowRender: (entry) => <EntryDetail entry={entry} />,
            }}
            locale={{
              emptyText: log.data && <Empty title={t('audit.empty')} hint={t('audit.emptyHint')} />,
            }}
            columns={[
              {
                title: t('audit.at'),
                render: (_, entry) => (
                  <span className="figure">{at(entry.at, 'YYYY-MM-DD HH:mm:ss')}</span>
                ),
              },
              {
                title: t('audit.by'),
                render: (_, { by, areaId }) => (
                  <div className={styles.who}>
                    <b>{by}</b>
                    {areaId !== null && <small>{areaName(areaId)}</small>}
                  </div>
                ),
              },
              {
                title: t('audit.act'),
                render: (_, { act }) => t(`acts.${act}`, { defaultValue: act }),
              },
              {
                title: t('audit.whom'),
                render: (_, entry) => <div className={styles.who}>{whom(entry)}</div>,
              },
              {
                title: t('audit.address'),
                render: (_, { address }) => <span className="figure">{address ?? '—'}</span>,
              },
            ]}
          />
          <LoadMore query={log} className={styles.more}>
            {t('audit.more')}
          </LoadMore>
        </>
      )}
    </div>
  );
}
