import { Table, type TableColumnsType, Tooltip } from 'antd';
import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import { valueText } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import styles from './result.module.css';
import { cellText, compareCells, type ResultTable, rowCount } from './tables.ts';

interface Row {
  row: number;
}

interface TableProps {
  table: ResultTable;
  /** What each column means, as the method says it. */
  meanings: Record<string, string>;
}

const PAGE_SIZE = 50;

/** A table of a result: columns under the names the files have, their meaning on hover, sorted by click. */
export const ResultTableView = ({ table, meanings }: TableProps) => {
  const { t } = useWords();
  const words = useAnalysisWords();
  const rows = useMemo<Row[]>(
    () => Array.from({ length: rowCount(table) }, (_, row) => ({ row })),
    [table],
  );
  const columns = useMemo<TableColumnsType<Row>>(
    () =>
      Object.entries(table.columns).map(([name, values]) => ({
        key: name,
        title: meanings[name] ? (
          <Tooltip title={meanings[name]}>
            <span className={styles.meant}>{name}</span>
          </Tooltip>
        ) : (
          name
        ),
        sorter: (a, b) => compareCells(values[a.row], values[b.row]),
        align: typeof values[0] === 'number' ? 'right' : 'left',
        ellipsis: typeof values[0] === 'object',
        width: typeof values[0] === 'object' && values[0] !== null ? 220 : undefined,
        render: (_, { row }) => {
          const value = values[row];
          if (typeof value === 'boolean') return t(value ? 'studies.yes' : 'studies.no');
          return typeof value === 'string' ? valueText(words, value) : cellText(value);
        },
      })),
    [table, meanings, words, t],
  );
  if (rows.length === 0) return <Empty title={t('studies.main')} hint={t('studies.noRows')} />;
  return (
    <Table<Row>
      className={`${styles.table} figure`}
      size="small"
      rowKey="row"
      columns={columns}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      showSorterTooltip={false}
      pagination={pagesOf(PAGE_SIZE)}
    />
  );
};
