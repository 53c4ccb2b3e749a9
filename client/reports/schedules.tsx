import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select, Table } from 'antd';
import { useState } from 'react';
import type { ReportPeriod, ReportSchedule } from '../../server/contract/reports/report.ts';
import * as routes from '../../server/contract/routes/evaluation/reports.ts';
import { call } from '../api/call.ts';
import { Ask } from '../focus/ask.tsx';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { pagesOf } from '../parts/pages-of.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { useAct } from '../settings/use-act.ts';
import { useAreaName } from '../settings/use-area-name.ts';
import styles from './page.module.css';

const KEY = 'report-schedules';

/** Which reports are sent by themselves; the one on show can be added. */
export const Schedules = ({ areaId, period }: { areaId: number; period: ReportPeriod }) => {
  const { t, language } = useWords();
  const timeZone = useTimeZone();
  const areaName = useAreaName();
  const [recipients, setRecipients] = useState<string[]>([]);
  const query = useQuery({
    queryKey: [KEY],
    queryFn: ({ signal }) => call(routes.listReportSchedules, { signal }),
  });
  const act = useAct([KEY]);
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const { mails, schedules } = query.data;
  return (
    <section className={styles.sheet} data-testid="report-schedules">
      <h2>{t('reports.schedules')}</h2>
      <p>{t('reports.schedulesAbout')}</p>
      {!mails && <Alert type="info" showIcon title={t('reports.noMail')} />}
      <span className={styles.add}>
        <b>
          {areaName(areaId)} · {t(`reports.sheet.${period}`)}
        </b>
        <Select<string[]>
          mode="tags"
          open={false}
          suffixIcon={null}
          className={styles.recipients}
          tokenSeparators={[',', ';', ' ', '，', '；']}
          placeholder={t('reports.recipientsHint')}
          aria-label={t('reports.recipients')}
          disabled={!mails}
          value={recipients}
          onChange={setRecipients}
        />
        <Button
          type="primary"
          loading={act.isPending}
          onClick={() =>
            act.mutate(async () => {
              await call(routes.createReportSchedule, {
                body: { areaId, period, language, recipients },
              });
              setRecipients([]);
            })
          }
        >
          {t('reports.add')}
        </Button>
      </span>
      {schedules.length === 0 ? (
        <p className={styles.none}>{t('reports.none')}</p>
      ) : (
        <Table<ReportSchedule>
          size="small"
          rowKey="id"
          dataSource={schedules}
          pagination={pagesOf(10)}
          scroll={{ x: 600 }}
          columns={[
            { title: t('reports.name'), render: (_, one) => areaName(one.areaId) },
            { title: t('reports.period'), render: (_, one) => t(`reports.sheet.${one.period}`) },
            {
              title: t('reports.recipients'),
              render: (_, one) => one.recipients.join(', ') || '—',
            },
            {
              title: t('reports.sentAt'),
              render: (_, { error, sentAt }) =>
                error
                  ? t('reports.failed', { error })
                  : sentAt
                    ? formatAt(sentAt, timeZone, 'MM-DD HH:mm')
                    : '—',
            },
            {
              title: <span className="visually-hidden">{t('state.actions')}</span>,
              render: (_, { id }) => (
                <Ask
                  title={t('reports.drop')}
                  onConfirm={() =>
                    act.mutate(() => call(routes.deleteReportSchedule, { params: { id } }))
                  }
                >
                  <Button size="small">{t('reports.drop')}</Button>
                </Ask>
              ),
            },
          ]}
        />
      )}
    </section>
  );
};
