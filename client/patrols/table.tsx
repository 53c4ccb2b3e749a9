import { Table, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Patrol } from '../../server/contract/patrols/patrol.ts';
import { requirementOf } from '../../server/contract/patrols/requirement.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { formatAt, minutesBetween, minutesText, percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { patrolStanding } from '../live/officers/standing.ts';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import { pagesOf } from '../parts/pages-of.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useNow } from '../parts/use-now.ts';
import { Measured, ReasonTags } from './cells.tsx';
import styles from './page.module.css';
import { requiredOf } from './required.ts';

export const evidencePath = ({ officerId, id }: Patrol): string =>
  `/officers/${officerId}/patrols/${id}`;

interface TableProps {
  patrols: Patrol[];
  timeZone: string;
}

const PAGE_SIZE = 50;

/** Longest effective time a bar has to show, minutes. */
export const fullMinutes = (patrols: readonly Patrol[]): number =>
  Math.max(
    60,
    ...patrols.map((p) => Math.max(p.effectiveMin ?? 0, requiredOf(p, 'effectiveMin') ?? 0)),
  );

export const PatrolTable = ({ patrols, timeZone }: TableProps) => {
  const { t } = useWords();
  const go = useNavigate();
  const gridName = useGridName();
  const now = useNow(MINUTE_MS);
  const full = fullMinutes(patrols);
  const columns: TableColumnsType<Patrol> = [
    {
      title: t('patrols.start'),
      width: 168,
      sorter: (a, b) => Date.parse(a.startTime) - Date.parse(b.startTime),
      render: (_, p) => {
        const [at, officer] = [formatAt(p.startTime, timeZone, 'MM-DD HH:mm'), p.officerName];
        const until =
          p.endTime === null ? t('patrols.underWay') : formatAt(p.endTime, timeZone, 'HH:mm');
        const lasted = `${until} · ${minutesText(t, minutesBetween(p.startTime, p.endTime, now))}`;
        return (
          <Link
            className={`${styles.start} figure`}
            to={evidencePath(p)}
            onClick={(event) => event.stopPropagation()}
            // What is read first, so that it is called by what is seen.
            aria-label={`${at} ${lasted}, ${t('patrols.openOne', { officer, time: at })}`}
          >
            <b>{at}</b> <small>{lasted}</small>
          </Link>
        );
      },
    },
    {
      title: t('patrols.officer'),
      width: 150,
      render: (_, p) => (
        <span className={styles.who}>
          <b>{p.officerName}</b>
          <small>{gridName(p.gridId, p.gridName)}</small>
        </span>
      ),
    },
    {
      title: t('patrols.outcome'),
      width: 130,
      render: (_, p) => <OutcomeTag standing={patrolStanding(p)} />,
    },
    {
      title: t('patrols.effective'),
      width: 180,
      sorter: (a, b) => (a.effectiveMin ?? -1) - (b.effectiveMin ?? -1),
      render: (_, p) => {
        if (p.effectiveMin === null) return '—';
        const required = requiredOf(p, 'effectiveMin');
        return (
          <Measured
            text={minutesText(t, p.effectiveMin)}
            value={p.effectiveMin}
            required={required}
            requiredText={
              required === null ? null : t('patrols.required', { value: minutesText(t, required) })
            }
            requirement={requirementOf(p.reasons, 'effectiveMin')}
            full={full}
          />
        );
      },
    },
    {
      title: t('patrols.coverage'),
      width: 160,
      sorter: (a, b) => (a.coverage ?? -1) - (b.coverage ?? -1),
      render: (_, p) => {
        if (p.coverage === null) return '—';
        const required = requiredOf(p, 'coverage');
        return (
          <Measured
            text={percent(p.coverage)}
            value={p.coverage}
            required={required}
            requiredText={
              required === null ? null : t('patrols.required', { value: percent(required) })
            }
            requirement={requirementOf(p.reasons, 'coverage')}
            full={1}
          />
        );
      },
    },
    { title: t('patrols.reasons'), render: (_, p) => <ReasonTags patrol={p} /> },
  ];
  return (
    <Table<Patrol>
      className={styles.table}
      size="middle"
      rowKey="id"
      columns={columns}
      dataSource={patrols}
      showSorterTooltip={false}
      pagination={pagesOf(PAGE_SIZE)}
      onRow={(p) =>
        ({
          onClick: () => go(evidencePath(p)),
          'data-testid': 'patrol-row',
        }) as object
      }
    />
  );
};
