import { Form } from 'antd';
import type { Dayjs } from 'dayjs';
import { FormDialog } from '../focus/form-dialog.tsx';
import { SpanFields } from '../focus/span-fields.tsx';
import { momentOf, wallClock } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import type { Owner, Row } from './api.ts';
import type { Laying } from './laying.ts';
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
      <SpanFields
        from={t('assignments.from')}
        to={t('assignments.until')}
        hint={t('assignments.untilHint')}
      />
      <Outcome history={history} change={change} nameOf={nameOf} />
    </FormDialog>
  );
};
