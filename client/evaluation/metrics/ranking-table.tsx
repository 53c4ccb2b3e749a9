import { Table, type TableColumnsType, Tooltip } from 'antd';
import type { MetricDefinition, MetricLevel } from '../../../server/contract/metrics/metrics.ts';
import { percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { pagesOf } from '../../parts/pages-of.ts';
import { PHONE, useMedia } from '../../parts/use-media.ts';
import styles from '../page.module.css';
import type { Sort } from '../question.ts';
import { useUnitName } from '../use-unit-name.ts';
import { Definition } from './definition.tsx';
import { FigureCell } from './figure-cell.tsx';
import type { RankedRow } from './rank.ts';

const PAGE_SIZE = 50;
/** Completeness below which a row says that its data has holes. */
const COMPLETE = 0.9;

interface TableProps {
  rows: RankedRow[];
  metrics: readonly MetricDefinition[];
  level: MetricLevel;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onOpen: (id: number) => void;
}

/** What a column's whole bar stands for: shares are of 1, others of the greatest on show. */
const fullOf = ({ id, unit }: MetricDefinition, rows: readonly RankedRow[]): number =>
  unit === 'share' ? 1 : rows.reduce((most, { metrics }) => Math.max(most, metrics[id] ?? 0), 0);

/** A part of what the data should hold is missing: the figures are lower bounds. */
const Holes = ({ share }: { share: number | null | undefined }) => {
  const { t } = useWords();
  if (share === null || share === undefined || share >= COMPLETE) return null;
  return (
    <Tooltip title={t('evaluation.holesHint')}>
      <em className={styles.holes}>{t('evaluation.holes', { share: percent(share) })}</em>
    </Tooltip>
  );
};

export const RankingTable = ({ rows, metrics, level, sort, onSort, onOpen }: TableProps) => {
  const { t, language } = useWords();
  const isPhone = useMedia(PHONE);
  const nameOf = useUnitName();
  const columns: TableColumnsType<RankedRow> = [
    {
      title: t(`evaluation.levels.${level}`),
      key: 'unit',
      fixed: 'left',
      width: isPhone ? 150 : 210,
      render: (_, row) => (
        <span className={styles.unit}>
          <i className="figure">{row.rank ?? '—'}</i>
          {/* The row hears the click. */}
          <button type="button">
            <b>{nameOf(level, row.id, row.code)}</b>
            {nameOf(level, row.id, row.code) !== row.code && <small>{row.code}</small>}
            <Holes share={row.metrics.completeness} />
          </button>
        </span>
      ),
    },
    ...metrics.map((metric): TableColumnsType<RankedRow>[number] => {
      const full = fullOf(metric, rows);
      return {
        title: (
          <span className={styles.head}>
            {metric.name[language]}
            <Definition metric={metric} />
          </span>
        ),
        key: metric.id,
        width: isPhone ? 116 : 124,
        sorter: true,
        sortDirections: ['descend', 'ascend', 'descend'],
        sortOrder: sort.id === metric.id ? sort.order : null,
        render: (_, row) => (
          <FigureCell metric={metric} value={row.metrics[metric.id] ?? null} full={full} />
        ),
      };
    }),
  ];
  return (
    <Table<RankedRow>
      className={styles.table}
      size="middle"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      showSorterTooltip={false}
      scroll={{ x: 'max-content' }}
      pagination={pagesOf(PAGE_SIZE)}
      onChange={(_page, _filters, sorter, { action }) => {
        const by = Array.isArray(sorter) ? sorter[0] : sorter;
        if (action === 'sort' && by?.columnKey)
          onSort({ id: String(by.columnKey), order: by.order ?? 'descend' });
      }}
      onRow={({ id }) => ({ onClick: () => onOpen(id), 'data-testid': 'unit-row' }) as object}
    />
  );
};
