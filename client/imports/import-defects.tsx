import { Table } from 'antd';
import type { ImportDefect } from '../../server/contract/imports/import.ts';
import { useWords } from '../i18n/use-words.ts';

const PAGE = { pageSize: 20, showSizeChanger: false, hideOnSinglePage: true } as const;

/** Everything that is wrong with a spreadsheet, by row and column. */
export const ImportDefects = ({ defects }: { defects: readonly ImportDefect[] }) => {
  const { t } = useWords();
  if (defects.length === 0) return null;
  return (
    <Table<ImportDefect & { at: number }>
      size="small"
      rowKey="at"
      data-testid="import-defects"
      pagination={PAGE}
      dataSource={defects.map((defect, at) => ({ ...defect, at }))}
      columns={[
        { title: t('imports.row'), width: 80, render: (_, { row }) => row ?? '–' },
        {
          title: t('imports.column'),
          width: 160,
          render: (_, { column, field }) =>
            column ?? (field ? t(`imports.header.${field}`) : t('imports.table')),
        },
        {
          title: t('imports.what'),
          render: (_, { defect, value }) => t(`imports.defect.${defect}`, { value }),
        },
      ]}
    />
  );
};
