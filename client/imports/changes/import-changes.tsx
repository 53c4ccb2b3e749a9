import { Table } from 'antd';
import { CHOICE_WORDS } from '../../../server/contract/imports/choice-words.ts';
import type { ImportChange, ImportReport } from '../../../server/contract/imports/import.ts';
import { useWords } from '../../i18n/use-words.ts';
import { pagesOf } from '../../parts/pages-of.ts';

const PAGES = pagesOf(10);
/** What of what is on record is otherwise after a file, value by value, before and after. */
export const ImportChanges = ({ report }: { report: ImportReport }) => {
  const { t } = useWords();
  const { changes, changesInAll, kind } = report;
  if (changes.length === 0) return null;
  const told = (field: ImportChange['field'], value: string) =>
    value === '' ? '–' : CHOICE_WORDS[field] ? t(`${CHOICE_WORDS[field]}.${value}`, value) : value;
  return (
    <Table<ImportChange>
      size="small"
      rowKey={({ field, key }) => `${key} ${field}`}
      data-testid="import-changes"
      title={() => t('imports.changes.title', { count: changesInAll })}
      {...(changesInAll > changes.length
        ? {
            footer: () => t('imports.changes.more', { shown: changes.length, count: changesInAll }),
          }
        : {})}
      pagination={PAGES}
      scroll={{ x: 'max-content' }}
      dataSource={[...changes]}
      columns={[
        { title: t('imports.changes.which'), render: (_, { key, name }) => `${key} ${name}` },
        {
          title: t('imports.column'),
          render: (_, { field }) =>
            t([`imports.header.${kind}-${field}`, `imports.header.${field}`]),
        },
        {
          title: t('imports.changes.before'),
          render: (_, { before, field }) => told(field, before),
        },
        { title: t('imports.changes.after'), render: (_, { after, field }) => told(field, after) },
      ]}
    />
  );
};
