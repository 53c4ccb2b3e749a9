import { Table, type TableColumnsType } from 'antd';
import type {
  MetricDefinition,
  MetricLevel,
  MetricRow,
} from '../../server/contract/metrics/metrics.ts';
import { FigureCell } from '../evaluation/metrics/figure-cell.tsx';
import { useUnitName } from '../evaluation/use-unit-name.ts';
import { useWords } from '../i18n/use-words.ts';
import { pagesOf } from '../parts/pages-of.ts';
import styles from './page.module.css';

const PAGE_SIZE = 15;

interface UnitTableProps {
  level: MetricLevel;
  rows: readonly MetricRow[];
  definitions: readonly MetricDefinition[];
}

/** The areas below, the least seen first. */
export const UnitTable = ({ definitions, level, rows }: UnitTableProps) => {
  const { t, language } = useWords();
  const nameOf = useUnitName();
  const columns: TableColumnsType<MetricRow> = [
    {
      title: t(`evaluation.levels.${level}`),
      width: 150,
      fixed: 'left',
      render: (_, row) => nameOf(level, row.id, row.code),
    },
    ...definitions.map((metric) => {
      const figureOf = (row: MetricRow) => row.metrics[metric.id] ?? null;
      const full =
        metric.unit === 'share' ? 1 : Math.max(0, ...rows.map((row) => figureOf(row) ?? 0));
      return {
        title: metric.name[language],
        width: 118,
        ...(metric.id === 'coverageUnion' ? { defaultSortOrder: 'ascend' as const } : {}),
        sorter: (a: MetricRow, b: MetricRow) => (figureOf(a) ?? -1) - (figureOf(b) ?? -1),
        render: (_: unknown, row: MetricRow) => (
          <FigureCell metric={metric} value={figureOf(row)} full={full} />
        ),
      };
    }),
  ];
  return (
    <Table<MetricRow>
      className={styles.units}
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={[...rows]}
      showSorterTooltip={false}
      scroll={{ x: 150 + 118 * definitions.length }}
      pagination={pagesOf(PAGE_SIZE)}
      onRow={() => ({ 'data-testid': 'coverage-unit' }) as object}
    />
  );
};
