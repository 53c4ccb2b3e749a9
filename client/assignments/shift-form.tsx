import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Form, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { SPELLS_MAX } from '../../server/contract/people/assignment.ts';
import { FormDialog } from '../focus/form-dialog.tsx';
import { today } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useNow } from '../parts/use-now.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import type { Owner, Row } from './api.ts';
import styles from './assignments.module.css';
import type { Laying } from './laying.ts';
import { Outcome } from './outcome.tsx';
import { byShift, type Shifts } from './plan.ts';
import { useChoices } from './use-choices.ts';

interface ShiftFormProps {
  owner: Owner;
  history: readonly Row[];
  laying: Laying;
  close: () => void;
}

interface Fields {
  shifts: { target?: string; hours?: [Dayjs, Dayjs] | null }[];
  days?: [Dayjs, Dayjs] | null;
  weekdays?: number[];
}

/** ISO weekdays, Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const DAY = 'YYYY-MM-DD';
const TIME = 'HH:mm';
/** Days on which shifts are laid unless told. */
const USUAL_DAYS = 28;

const hours = (from: string, to: string): [Dayjs, Dayjs] => [
  dayjs(`2000-01-01 ${from}`),
  dayjs(`2000-01-01 ${to}`),
];

/** What of the form is whole; null: something is missing. */
function shiftsOf({ days, shifts = [], weekdays = [] }: Partial<Fields>): Shifts | null {
  const whole = shifts.flatMap((shift) =>
    shift?.target && shift.hours
      ? [
          {
            target: shift.target,
            from: shift.hours[0].format(TIME),
            to: shift.hours[1].format(TIME),
          },
        ]
      : [],
  );
  if (!days || whole.length === 0 || whole.length < shifts.length) return null;
  return {
    ...{ shifts: whole, weekdays },
    ...{ firstDay: days[0].format(DAY), lastDay: days[1].format(DAY) },
  };
}

/** Who carries a handheld in which hours of each day, for some weeks: one officer in the morning, another in the afternoon. */
export const ShiftForm = ({ close, history, laying, owner }: ShiftFormProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const nowMs = useNow(60_000);
  const [form] = Form.useForm<Fields>();
  const told = Form.useWatch([], form) as Fields | undefined;
  const choices = useChoices('handheld');
  const shifts = shiftsOf(told ?? {});
  const change = shifts && byShift(shifts, { nowMs, timeZone });
  const isTooMuch = (change?.given.length ?? 0) > SPELLS_MAX;
  const nameOf = (code: string) => choices.find(({ value }) => value === code)?.name ?? code;
  const required = [{ required: true, message: t('settings.required') }];
  // Boxes that must be checked are told by this alone: a group takes no aria-required.
  const someDay = [
    {
      validator: async (_: unknown, days: number[] = []) => {
        if (days.length === 0) throw new Error(t('settings.required'));
      },
    },
  ];
  const first = today(timeZone);
  return (
    <FormDialog<Fields>
      {...{ close, form }}
      title={`${t('assignments.byShift')} · ${owner.code}`}
      okText={t('assignments.save')}
      isBusy={laying.isPending}
      isOff={isTooMuch}
      initial={{
        shifts: [{ hours: hours('08:00', '12:00') }, { hours: hours('14:00', '18:00') }],
        days: [first, first.add(USUAL_DAYS - 1, 'day')],
        weekdays: WEEK,
      }}
      submit={() => change && laying.lay(owner, change, history, close)}
    >
      <p>{t('assignments.shiftsHint')}</p>
      <Form.List name="shifts">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.shift} data-testid="shift">
                <Form.Item
                  name={[name, 'target']}
                  label={t('assignments.shift', { number: name + 1 })}
                  rules={required}
                >
                  <Select<string>
                    showSearch={{ optionFilterProp: 'label' }}
                    options={choices}
                    data-testid="shift-target"
                  />
                </Form.Item>
                <Form.Item name={[name, 'hours']} label={t('assignments.hours')} rules={required}>
                  <TimePicker.RangePicker format={TIME} order={false} needConfirm={false} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('assignments.dropShift', { number: name + 1 })}
                    onClick={() => remove(name)}
                  />
                )}
              </div>
            ))}
            <Button
              size="small"
              className={styles.add!}
              onClick={() => add({ hours: hours('18:00', '22:00') })}
            >
              {t('assignments.addShift')}
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item name="days" label={t('assignments.days')} rules={required}>
        <DatePicker.RangePicker minDate={first} />
      </Form.Item>
      <Form.Item name="weekdays" label={t('assignments.weekdays')} rules={someDay}>
        <Checkbox.Group
          options={WEEK.map((value) => ({ value, label: t(`evaluation.norm.weekday.${value}`) }))}
        />
      </Form.Item>
      {shifts && !change && <p role="alert">{t('assignments.passed')}</p>}
      {isTooMuch && <p role="alert">{t('assignments.tooMuch', { most: SPELLS_MAX })}</p>}
      <Outcome history={history} change={change} nameOf={nameOf} />
    </FormDialog>
  );
};
