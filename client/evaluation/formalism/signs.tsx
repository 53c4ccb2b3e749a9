import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton, Table, type TableColumnsType, Tag, Tooltip } from 'antd';
import { Link } from 'react-router';
import type { FormalismRow } from '../../../server/contract/metrics/formalism.ts';
import { percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import { PHONE, useMedia } from '../../parts/use-media.ts';
import { signsQuery } from '../api.ts';
import styles from '../page.module.css';
import { unitPath } from '../question.ts';
import { Refused } from '../refused.tsx';
import scoreStyles from '../scores/scores.module.css';
import type { TabProps } from '../tab.ts';
import { useUnitName } from '../use-unit-name.ts';

/** A measured share, what it rests on, and whether it is a sign. */
const Sign = ({ share, of, sign }: { share: number; of: string; sign: boolean }) => {
  const { t } = useWords();
  return (
    <span className={scoreStyles.sign}>
      <b className="figure">{percent(share)}</b>
      {sign && <Tag color="warning">{t('evaluation.sign')}</Tag>}
      <small>{of}</small>
    </span>
  );
};

/** Signs of formalism with their caveat: for people to look into. */
export default function Signs({ question, level }: TabProps) {
  const { t, language } = useWords();
  const isPhone = useMedia(PHONE);
  const nameOf = useUnitName();
  const { period, span, areaId, asOf } = question;
  const query = useQuery(signsQuery({ level, period, ...span, areaId, asOf }));
  if (query.isLoadingError) return <Refused error={query.error} retry={query.refetch} />;
  if (query.isPending) return <Skeleton active paragraph={{ rows: 10 }} title={false} />;
  const { caveat, rows, withheld, minPatrols, riskHours } = query.data;
  const head = (key: string) => (
    <Tooltip title={t(`evaluation.signs.${key}Hint`)}>
      <span>{t(`evaluation.signs.${key}`)}</span>
    </Tooltip>
  );
  const columns: TableColumnsType<FormalismRow> = [
    {
      title: t(`evaluation.levels.${level}`),
      fixed: 'left',
      width: isPhone ? 140 : 220,
      render: (_, row) => (
        <span className={styles.unit}>
          <span>
            <Link to={unitPath(question, level, row.id)}>{nameOf(level, row.id, row.code)}</Link>
            <small>{t('evaluation.signs.patrols', { count: row.patrols })}</small>
          </span>
        </span>
      ),
    },
    {
      title: head('bunching'),
      width: 250,
      render: (_, { bunching: b }) =>
        b ? (
          <Sign
            share={b.share}
            sign={b.sign}
            of={t('evaluation.signs.bunchingOf', {
              low: percent(b.low),
              high: percent(b.high),
              expected: percent(b.expected),
              count: b.atMinimum,
              all: b.patrols,
            })}
          />
        ) : (
          '—'
        ),
    },
    {
      title: head('sameRoute'),
      width: 220,
      render: (_, { sameRoute: s }) =>
        s ? (
          <Sign
            share={s.similarity}
            sign={s.sign}
            of={t('evaluation.signs.sameRouteOf', {
              expected: percent(s.expected),
              seen: percent(s.seen),
              count: s.pairs,
            })}
          />
        ) : (
          '—'
        ),
    },
    {
      title: head('riskHours'),
      width: 200,
      render: (_, { riskHours: r }) =>
        r ? (
          <Sign
            share={r.share}
            sign={r.sign}
            of={t('evaluation.signs.riskHoursOf', { minutes: Math.round(r.minutes) })}
          />
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      <Alert className={scoreStyles.caveat} type="warning" showIcon title={caveat[language]} />
      <p className={styles.state} data-testid="signs-basis">
        {riskHours.hours.length > 0
          ? t('evaluation.signs.riskHoursAre', {
              hours: riskHours.hours.map((hour) => `${hour}:00`).join(' '),
              share: percent(riskHours.share),
              count: riskHours.incidents,
            })
          : t('evaluation.signs.noRiskHours', { count: riskHours.incidents })}{' '}
        {withheld > 0 && t('evaluation.signs.withheld', { count: withheld, min: minPatrols })}
      </p>
      {rows.length === 0 ? (
        <Empty
          title={t('evaluation.signs.empty')}
          hint={t('evaluation.signs.emptyHint', { min: minPatrols })}
        />
      ) : (
        <Table<FormalismRow>
          className={styles.table}
          size="middle"
          rowKey="id"
          columns={columns}
          dataSource={rows}
          scroll={{ x: 'max-content' }}
          pagination={pagesOf(50)}
        />
      )}
    </>
  );
}
