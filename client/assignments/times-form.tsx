import { Form } from 'antd';
import type { Dayjs } from 'dayjs';
import { FormDialog } from '../focus/form-dialog.tsx';
import { momentOf, wallClock } from '../format.ts';
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

/** Gives an assignment other times, and says first what then holds. */
export const TimesForm = ({ close, history, laying, owner, row }: TimesFormProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const [form] = Form.useForm<Fields>();
  const told = Form.useWatch([], form) as Fields | undefined;
  const change = told?.from
    ? redate(history, row, {
        from: momentOf(told.from, row.from, timeZone),
        to: told.to ? momentOf(told.to, row.to, timeZone) : null,
      })
    : null;
  const nameOf = (code: string) => history.find(({ target }) => target === code)?.name ?? code;
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <FormDialog<Fields>
      {...{ close, form }}
      title={`${t('assignments.redate')} · ${row.name}`}
      okText={t('assignments.save')}
      isBusy={laying.isPending}
      initial={{
        from: wallClock(row.from, timeZone),
        to: row.to && wallClock(row.to, timeZone),
      }}
      submit={() => change && laying.lay(owner, change, history, close)}
    >
      <Form.Item name="from" label={t('assignments.from')} rules={required}>
        <MomentField />
      </Form.Item>
      <Form.Item name="to" label={t('assignments.until')} extra={t('assignments.untilHint')}>
        <MomentField allowClear />
      </Form.Item>
      <Outcome history={history} change={change} nameOf={nameOf} />
    </FormDialog>
  );
};
