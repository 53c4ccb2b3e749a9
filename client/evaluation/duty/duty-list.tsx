import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Form, Modal, Skeleton, Table, type TableColumnsType } from 'antd';
import { type ReactNode, useState } from 'react';
import { Ask } from '../../focus/ask.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import { useAct } from '../../settings/use-act.ts';
import styles from '../page.module.css';

interface DutyListProps<Row extends object, Fields extends object> {
  /** Names its words and what is looked at again when it changes. */
  kind: 'leave' | 'pairs';
  query: UseQueryResult<Row[]>;
  rowKey: (row: Row) => string;
  columns: TableColumnsType<Row>;
  initial: Partial<Fields>;
  put: (fields: Fields) => Promise<unknown>;
  drop: (row: Row) => Promise<unknown>;
  /** Fields of the form. */
  children: ReactNode;
}

/** What is on record of officers' duty in a period, with a form for more and a way to take each back. */
export function DutyList<Row extends object, Fields extends object>(
  props: DutyListProps<Row, Fields>,
) {
  const { kind, query } = props;
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Fields>();
  const act = useAct([kind]);
  const put = (fields: Fields) =>
    act.mutate(async () => {
      await props.put(fields);
      setOpen(false);
    });
  const columns: TableColumnsType<Row> = [
    ...props.columns,
    {
      key: 'drop',
      title: <span className="visually-hidden">{t('state.actions')}</span>,
      width: 120,
      render: (_, row) => (
        <Ask
          title={t(`evaluation.duty.${kind}.dropAsk`)}
          onConfirm={() => act.mutate(() => props.drop(row))}
          okText={t('evaluation.duty.drop')}
          cancelText={t('settings.cancel')}
        >
          <Button size="small" data-testid={`${kind}-drop`}>
            {t('evaluation.duty.drop')}
          </Button>
        </Ask>
      ),
    },
  ];
  return (
    <section data-testid={`duty-${kind}`}>
      <h2 className={styles.under}>{t(`evaluation.duty.${kind}.title`)}</h2>
      <div className={styles.tools}>
        <p className={styles.state}>{t(`evaluation.duty.${kind}.about`)}</p>
        <Button onClick={() => setOpen(true)} data-testid={`${kind}-new`}>
          {t(`evaluation.duty.${kind}.new`)}
        </Button>
      </div>
      {query.isPending ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : query.data.length === 0 ? (
        <Empty
          title={t(`evaluation.duty.${kind}.empty`)}
          hint={t(`evaluation.duty.${kind}.emptyHint`)}
        />
      ) : (
        <Table<Row>
          className={styles.table}
          size="middle"
          rowKey={props.rowKey}
          columns={columns}
          dataSource={query.data}
          scroll={{ x: 'max-content' }}
          pagination={pagesOf(50)}
        />
      )}
      <Modal
        title={t(`evaluation.duty.${kind}.new`)}
        open={isOpen}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        okText={t('evaluation.duty.put')}
        cancelText={t('settings.cancel')}
        confirmLoading={act.isPending}
        afterClose={() => form.resetFields()}
      >
        <Form<Fields>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={props.initial}
          onFinish={put}
        >
          {props.children}
        </Form>
      </Modal>
    </section>
  );
}
