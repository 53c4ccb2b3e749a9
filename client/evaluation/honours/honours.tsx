import { useQuery } from '@tanstack/react-query';
import { DatePicker, Table, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { DECISIONS, type Nomination } from '../../../server/contract/scoring/nominations.ts';
import { sessionQuery } from '../../api/session.ts';
import { useMay } from '../../api/use-may.ts';
import { dayBefore, oneDigit } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import styles from '../page.module.css';
import { spanName } from '../periods.ts';
import type { TabProps } from '../tab.ts';
import { useUnitName } from '../use-unit-name.ts';
import { decide, nominationsQuery } from './honours-api.ts';
import { WithNote } from './with-note.tsx';

/** Who was nominated by the figures of its periods, and what the year decides: acts of people, on record. */
export default function Honours({ todayText }: TabProps) {
  const { t } = useWords();
  const nameOf = useUnitName();
  const [year, setYear] = useState(Number(dayBefore(todayText).slice(0, 4)));
  const query = useQuery(nominationsQuery(year));
  const me = useQuery(sessionQuery).data?.name;
  const mayDecide = useMay('nominate');
  const columns: TableColumnsType<Nomination> = [
    {
      title: t('evaluation.honours.who'),
      render: (_, { level, unitId, code }) => (
        <span className={styles.unit}>
          <span>
            <b>{nameOf(level, unitId, code)}</b>
            <small>
              {t(`evaluation.levels.${level}`)} · {code}
            </small>
          </span>
        </span>
      ),
    },
    {
      title: t('evaluation.honours.by'),
      render: (_, { scheme, from, period, total, rank, edition }) => (
        <span>
          {scheme} · {spanName(from, period)}: {oneDigit(total)},{' '}
          {t('evaluation.honours.rank', { rank })}
          <small> · {t('evaluation.honours.edition', { edition })}</small>
        </span>
      ),
    },
    {
      title: t('evaluation.honours.note'),
      render: (_, { note, nominatedBy }) => (
        <span>
          {note} <small>{nominatedBy}</small>
        </span>
      ),
    },
    {
      title: t('evaluation.honours.decision'),
      render: (_, { id, decision, decisionNote, decidedBy, nominatedBy }) =>
        decision ? (
          <span>
            <b>{t(`evaluation.honours.decisions.${decision}`)}</b> {decisionNote}{' '}
            <small>{decidedBy}</small>
          </span>
        ) : !mayDecide || nominatedBy === me ? (
          t('evaluation.honours.open')
        ) : (
          DECISIONS.map((each) => (
            <WithNote
              key={each}
              label={t(`evaluation.honours.decisions.${each}`)}
              title={t('evaluation.honours.decision')}
              act={(note) => decide(id, { decision: each, note })}
            />
          ))
        ),
    },
  ];
  return (
    <>
      <div className={styles.bar}>
        <DatePicker
          picker="year"
          allowClear={false}
          aria-label={t('evaluation.periods.year')}
          value={dayjs(`${year}-01-01`)}
          onChange={(day) => setYear(day!.year())}
        />
      </div>
      {query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : query.data?.length === 0 ? (
        <Empty title={t('evaluation.honours.empty')} hint={t('evaluation.honours.emptyHint')} />
      ) : (
        <Table<Nomination>
          className={styles.table}
          size="middle"
          rowKey="id"
          loading={query.isPending}
          columns={columns}
          dataSource={query.data ?? []}
          scroll={{ x: 'max-content' }}
          pagination={pagesOf(50)}
          onRow={() => ({ 'data-testid': 'nomination-row' }) as object}
        />
      )}
    </>
  );
}
