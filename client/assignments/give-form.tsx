import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { FormDialog } from '../focus/form-dialog.tsx';
import { SpanFields } from '../focus/span-fields.tsx';
import { minuteIn, wallClock } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { serverNow } from '../parts/use-now.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { handheldsQuery } from '../settings/handhelds/api.ts';
import { historyQuery, type Owner } from './api.ts';
import type { Laying } from './laying.ts';
import { Outcome } from './outcome.tsx';
import { giveFrom, plannedAfter } from './plan.ts';
import { useChoices } from './use-choices.ts';

interface GiveFormProps {
  /** What is given, or who is given a grid; null: a handheld that is to be chosen. */
  owner: Owner | null;
  /** To whom, by code; left out: to be chosen. */
  target?: string;
  laying: Laying;
  close: () => void;
}

interface Fields {
  handheldId?: number;
  target?: string;
  from: Dayjs;
  to?: Dayjs | null;
  inPlaceOfAll?: boolean;
}

/** Gives a handheld to an officer, or an officer a grid, from a moment on, and says first what then holds. */
export const GiveForm = ({ close, laying, owner, target }: GiveFormProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const kind = owner?.kind ?? 'handheld';
  const [form] = Form.useForm<Fields>();
  const told = Form.useWatch([], form) as Fields | undefined;
  const choices = useChoices(kind);
  const { data: handhelds = [] } = useQuery({ ...handheldsQuery, enabled: owner === null });
  const chosen = handhelds.find(({ id }) => id === told?.handheldId);
  const whose = owner ?? (chosen && { kind, id: chosen.id, code: chosen.code });
  const { data: history } = useQuery({
    ...historyQuery(whose ?? { kind, id: 0 }),
    enabled: whose !== undefined,
  });
  const to = target ?? told?.target;
  const from = told?.from && minuteIn(told.from, timeZone).toISOString();
  const planned = history && from ? plannedAfter(history.rows, from) : [];
  const change =
    history && to && from
      ? giveFrom(
          history.rows,
          {
            ...{ target: to, from },
            to: told.to ? minuteIn(told.to, timeZone).toISOString() : null,
          },
          { inPlaceOfAll: told.inPlaceOfAll },
        )
      : null;
  const nameOf = (code: string) =>
    choices.find(({ value }) => value === code)?.name ??
    history?.rows.find((row) => row.target === code)?.name ??
    code;
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <FormDialog<Fields>
      {...{ close, form }}
      title={owner ? t(`assignments.give.${kind}`) : t('assignments.giveHandheld')}
      okText={t('assignments.save')}
      isBusy={laying.isPending}
      isOff={whose !== undefined && !history}
      initial={{ from: wallClock(serverNow(), timeZone) }}
      submit={() => whose && change && laying.lay(whose, change, history!.rows, close)}
    >
      {owner === null && (
        <Form.Item name="handheldId" label={t('assignments.what.handheld')} rules={required}>
          <Select<number>
            showSearch={{ optionFilterProp: 'label' }}
            options={handhelds.map(({ code, id }) => ({ value: id, label: code }))}
            data-testid="give-handheld"
          />
        </Form.Item>
      )}
      {target === undefined && (
        <Form.Item name="target" label={t(`assignments.to.${kind}`)} rules={required}>
          <Select<string>
            showSearch={{ optionFilterProp: 'label' }}
            options={choices}
            data-testid="give-target"
          />
        </Form.Item>
      )}
      <SpanFields
        from={t('assignments.from')}
        to={t('assignments.until')}
        hint={t('assignments.untilHint')}
      />
      {planned.length > 0 && !told?.to && (
        <Form.Item name="inPlaceOfAll" valuePropName="checked">
          <Checkbox>{t('assignments.inPlaceOfAll', { count: planned.length })}</Checkbox>
        </Form.Item>
      )}
      <Outcome history={history?.rows ?? []} change={change} nameOf={nameOf} />
    </FormDialog>
  );
};
