import { Table, type TableColumnsType } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { SEVERITIES } from '../../server/contract/incidents/incident.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import type { Frame } from './columns.ts';
import styles from './page.module.css';
import { incidentPath } from './question.ts';

const PAGE_SIZE = 50;

/** The incidents the brushes leave, a page at a time. */
export const IncidentTable = (props: { frame: Frame; rows: Uint32Array; timeZone: string }) => {
  const { frame, rows, timeZone } = props;
  const { t } = useWords();
  const go = useNavigate();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  const [page, setPage] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows begin with their first page
  useEffect(() => setPage(1), [rows]);
  const columns: TableColumnsType<number> = [
    {
      title: t('incidents.at'),
      width: 130,
      render: (_, row) => (
        <Link
          className="figure"
          to={incidentPath(frame.ids[row]!)}
          onClick={(event) => event.stopPropagation()}
        >
          {formatAt(frame.atMs[row]!, timeZone, 'MM-DD HH:mm')}
        </Link>
      ),
    },
    {
      title: t('incidents.category'),
      render: (_, row) => categoryName(frame.categories[frame.category[row]!]!),
    },
    {
      title: t('incidents.severity'),
      width: 90,
      render: (_, row) => t(`live.severity.${SEVERITIES[frame.severity[row]!]}`),
    },
    {
      title: t('incidents.foundBy'),
      width: 120,
      render: (_, row) => t(`live.found.${frame.detected[row] ? 'detected' : 'reported'}`),
    },
    { title: t('incidents.grid'), render: (_, row) => gridName(frame.gridId[row] ?? null) },
  ];
  return (
    <Table<number>
      className={styles.table}
      size="small"
      rowKey={(row) => frame.ids[row]!}
      columns={columns}
      dataSource={Array.from(rows.subarray((page - 1) * PAGE_SIZE, page * PAGE_SIZE))}
      scroll={{ x: 560 }}
      pagination={{
        ...{ current: page, pageSize: PAGE_SIZE, total: rows.length, onChange: setPage },
        ...{ showSizeChanger: false, hideOnSinglePage: true, size: 'small' },
      }}
      onRow={(row) =>
        ({
          onClick: () => go(incidentPath(frame.ids[row]!)),
          'data-testid': 'incident-row',
        }) as object
      }
    />
  );
};
