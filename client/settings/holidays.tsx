import { queryOptions, useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select, Table, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { DAY_KINDS, type DayKind, type Holiday } from '../../server/contract/people/holiday.ts';
import * as routes from '../../server/contract/routes/people/holidays.ts';
import { call } from '../api/call.ts';
import { Ask } from '../focus/ask.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { pagesOf } from '../parts/pages-of.ts';
import styles from './page.module.css';
import { useAct } from './use-act.ts';

const holidaysQuery = queryOptions({
  queryKey: ['holidays'],
  queryFn: ({ signal }) => call(routes.listHolidays, { signal }).then((reply) => reply.holidays),
});
const COLOURS: Record<DayKind, string> = { holiday: 'success', 'working-day': 'warning' };
const PAGES = pagesOf(10);

interface Fields {
  day: Dayjs;
  kind: DayKind;
  name?: string;
}

/** The calendar of holidays: what is on it, one day more, one day less. Whole years come from a spreadsheet. */
export const Holidays = () => {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const holidays = useQuery(holidaysQuery);
  const act = useAct(['holidays']);
  const put = ({ day, kind, name = '' }: Fields) =>
    act.mutate(async () => {
      const holiday = { day: day.format('YYYY-MM-DD'), kind, name };
      await call(routes.putHolidays, { body: { holidays: [holiday] } });
      form.resetFields();
    });
  return (
    <section className={styles.section} data-testid="settings-holidays">
      <header>
        <h2>{t('settings.holidays.title')}</h2>
        <p>{t('settings.holidays.about')}</p>
      </header>
      <Form<Fields>
        name="holiday"
        form={form}
        layout="inline"
        className={styles.inline}
        initialValues={{ kind: 'holiday' }}
        onFinish={put}
      >
        <Form.Item name="day" rules={[{ required: true, message: t('settings.required') }]}>
          <DatePicker aria-label={t('imports.header.day')} />
        </Form.Item>
        <Form.Item name="kind">
          <Select
            aria-label={t('imports.header.dayKind')}
            options={DAY_KINDS.map((value) => ({ value, label: t(`settings.holidays.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="name">
          <Input
            maxLength={200}
            placeholder={t('imports.header.festival')}
            aria-label={t('imports.header.festival')}
          />
        </Form.Item>
        <Button htmlType="submit" loading={act.isPending}>
          {t('settings.holidays.add')}
        </Button>
      </Form>
      {holidays.isPending ? (
        <ListSkeleton />
      ) : holidays.isLoadingError ? (
        <Failure error={holidays.error} retry={holidays.refetch} />
      ) : (
        holidays.data.length > 0 && (
          <Table<Holiday>
            size="small"
            rowKey="day"
            pagination={PAGES}
            // The latest first: years pass, and the next one is asked for.
            dataSource={[...holidays.data].reverse()}
            scroll={{ x: 'max-content' }}
            columns={[
              { title: t('imports.header.day'), dataIndex: 'day', className: 'figure' },
              {
                title: t('imports.header.dayKind'),
                render: (_, { kind }) => (
                  <Tag color={COLOURS[kind]}>{t(`settings.holidays.${kind}`)}</Tag>
                ),
              },
              { title: t('imports.header.festival'), dataIndex: 'name' },
              {
                key: 'drop',
                title: <span className="visually-hidden">{t('state.actions')}</span>,
                render: (_, { day }) => (
                  <Ask
                    title={t('settings.holidays.dropAsk', { day })}
                    okText={t('settings.holidays.drop')}
                    cancelText={t('settings.cancel')}
                    onConfirm={() =>
                      act.mutate(() => call(routes.dropHoliday, { params: { day } }))
                    }
                  >
                    <Button size="small">{t('settings.holidays.drop')}</Button>
                  </Ask>
                ),
              },
            ]}
          />
        )
      )}
    </section>
  );
};
