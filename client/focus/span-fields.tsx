import { DatePicker, Form } from 'antd';
import type { Dayjs } from 'dayjs';
import { useWords } from '../i18n/use-words.ts';

interface MomentFieldProps {
  allowClear?: boolean;
  /** Given by the form. */
  id?: string;
  value?: Dayjs | null;
  onChange?: (picked: Dayjs | null) => void;
}

/** A day and a time of the clock. */
const MomentField = ({ allowClear = false, ...given }: MomentFieldProps) => (
  <DatePicker
    {...given}
    allowClear={allowClear}
    showTime={{ format: 'HH:mm' }}
    format="YYYY-MM-DD HH:mm"
    needConfirm={false}
  />
);

interface SpanFieldsProps {
  from: string;
  to: string;
  /** What it means to leave the end out. */
  hint: string;
}

/** Fields `from` and `to` of a form: the moment something begins, and the one it ends, which may be left out. */
export const SpanFields = ({ from, hint, to }: SpanFieldsProps) => {
  const { t } = useWords();
  return (
    <>
      <Form.Item
        name="from"
        label={from}
        rules={[{ required: true, message: t('settings.required') }]}
      >
        <MomentField />
      </Form.Item>
      <Form.Item name="to" label={to} extra={hint}>
        <MomentField allowClear />
      </Form.Item>
    </>
  );
};
