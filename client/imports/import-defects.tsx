import { Table, type TableColumnsType } from 'antd';
import { pagesOf } from '../parts/pages-of.ts';

const PAGES = pagesOf(20);

interface DefectsProps<D> {
  defects: readonly D[];
  /** Where each is, and what is wrong there; `at` is its place in the list. */
  columns: TableColumnsType<D & { at: number }>;
}

/** Everything that is wrong with a file; nothing where all is right. */
export function ImportDefects<D extends object>({ defects, columns }: DefectsProps<D>) {
  if (defects.length === 0) return null;
  return (
    <Table<D & { at: number }>
      size="small"
      rowKey="at"
      data-testid="import-defects"
      pagination={PAGES}
      dataSource={defects.map((defect, at) => ({ ...defect, at }))}
      columns={columns}
    />
  );
}
