import { Table, type TableColumnsType, Tooltip } from 'antd';
import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { Empty } from '../../parts/empty.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import { figureName, shortOf, valueText } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import styles from './result.module.css';
import { middleOf } from './spots.ts';
import { cellText, compareCells, placesOf, type ResultTable, rowCount } from './tables.ts';
import { usePlaceName } from './use-place-name.ts';

interface Row {
  row: number;
}

interface TableProps {
  table: ResultTable;
  /** What each column means, as the method says it. */
  meanings: Record<string, string>;
  outlines: Outlines | null;
}

/** Indexes of H3 cells, and column_row of squares: nobody knows a place by these. */
const CELL = /^([0-9a-f]{15}|-?\d+_-?\d+)$/;

const PAGE_SIZE = 50;

/** A table of a result: columns by what they mean, on hover with the name the files have, sorted by click; cells by where they lie. */
export const ResultTableView = ({ table, meanings, outlines }: TableProps) => {
  const placeName = usePlaceName(outlines);
  const places = useMemo(() => placesOf(table, null), [table]);
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
          <Tooltip
            title={
              <>
                {meanings[name]} <code>{name}</code>
              </>
            }
          >
            <span className={styles.meant}>{shortOf(meanings[name])}</span>
          </Tooltip>
        ) : (
          figureName(words, name)
        ),
        sorter: (a, b) => compareCells(values[a.row], values[b.row]),
        align: typeof values[0] === 'number' ? 'right' : 'left',
        ellipsis: typeof values[0] === 'object',
        width: typeof values[0] === 'object' && values[0] !== null ? 220 : undefined,
        render: (_, { row }) => {
          const value = values[row];
          const middle =
            typeof value === 'string' && CELL.test(value) ? middleOf(places?.[row]) : null;
          if (middle) return <span title={String(value)}>{placeName(middle)}</span>;
          if (typeof value === 'boolean') return t(value ? 'studies.yes' : 'studies.no');
          return typeof value === 'string' ? valueText(words, value) : cellText(value);
        },
      })),
    [table, meanings, words, t, places, placeName],
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
