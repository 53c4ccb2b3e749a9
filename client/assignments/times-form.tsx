import { Form, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { formatAt, minuteIn } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import type { Owner, Row } from './api.ts';
import type { Laying } from './laying.tsx';
import { MomentField } from './moment-field.tsx';
import { Outcome } from './outcome.tsx';
import { redate } from './plan.ts';

interface TimesFormProps {
  owner: Owner;
  history: readonly Row[];
  row: Row;
  laying: Laying;
  close: () => void;
}

interface Fields {
  from: Dayjs;
  to?: Dayjs | null;
}

const MINUTE = 'YYYY-MM-DD HH:mm';

/** Gives an assignment other times, and says first what then holds. */
export const TimesForm = ({ close, history, laying, owner, row }: TimesFormProps) => {
  const { t } = useWords();
  useFocusGivenBack();
  const timeZone = useTimeZone();
  const [form] = Form.useForm<Fields>();
  const told = Form.useWatch([], form) as Fields | undefined;
  /** As it was to the second where it shows the same minute. */
  const momentOf = (picked: Dayjs, before: string | null) =>
    before !== null && formatAt(before, timeZone, MINUTE) === picked.format(MINUTE)
      ? before
      : minuteIn(picked, timeZone).toISOString();
  const change = told?.from
    ? redate(history, row, {
        from: momentOf(told.from, row.from),
        to: told.to ? momentOf(told.to, row.to) : null,
      })
    : null;
  const nameOf = (code: string) => history.find(({ target }) => target === code)?.name ?? code;
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <Modal
      open
      title={`${t('assignments.redate')} · ${row.name}`}
      onCancel={close}
      onOk={() => form.submit()}
      okText={t('assignments.save')}
      cancelText={t('settings.cancel')}
      confirmLoading={laying.isPending}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          from: dayjs(row.from).tz(timeZone),
          to: row.to && dayjs(row.to).tz(timeZone),
        }}
        onFinish={() => change && laying.lay(owner, change, history, close)}
      >
        <Form.Item name="from" label={t('assignments.from')} rules={required}>
          <MomentField />
        </Form.Item>
        <Form.Item name="to" label={t('assignments.until')} extra={t('assignments.untilHint')}>
          <MomentField allowClear />
        </Form.Item>
      </Form>
      <Outcome history={history} change={change} nameOf={nameOf} />
    </Modal>
  );
};
