import { useQuery } from '@tanstack/react-query';
import { DatePicker, Form, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Leave } from '../../../server/contract/metrics/day.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Span } from '../periods.ts';
import { leaveQuery, putLeave } from './duty-api.ts';
import { DutyList } from './duty-list.tsx';
import { OfficerCell, OfficerSelect } from './officer-field.tsx';
import { useOfficers } from './use-officers.ts';

interface Fields {
  officerId: number;
  kind: Leave['kind'];
  days: [Dayjs, Dayjs];
  substituteId?: number;
}

const KINDS: readonly Leave['kind'][] = ['leave', 'sick', 'training', 'other'];
const DAY = 'YYYY-MM-DD';

/** Days on which officers are not on duty, and who stands in. */
export const LeaveList = ({ span, todayText }: { span: Span; todayText: string }) => {
  const { t } = useWords();
  const { options, whoIs } = useOfficers();
  const query = useQuery(leaveQuery(span));
  const required = [{ required: true, message: t('settings.required') }];
  const today = dayjs(todayText);
  return (
    <DutyList<Leave, Fields>
      kind="leave"
      query={query}
      rowKey={({ officerId, firstDay }) => `${officerId} ${firstDay}`}
      initial={{ kind: 'leave', days: [today, today] }}
      put={({ officerId, kind, days: [first, last], substituteId }: Fields) =>
        putLeave({
          officerId,
          kind,
          substituteId: substituteId ?? null,
          firstDay: first.format(DAY),
          lastDay: last.format(DAY),
        })
      }
      drop={(leave) => putLeave({ ...leave, lastDay: null })}
      columns={[
        {
          title: t('evaluation.levels.officer'),
          render: (_, { officerId }) => <OfficerCell {...whoIs(officerId)} />,
        },
        {
          title: t('evaluation.duty.days'),
          render: (_, { firstDay, lastDay }) => (
            <span className="figure">
              {firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`}
            </span>
          ),
        },
        {
          title: t('evaluation.duty.leave.kind'),
          render: (_, { kind }) => t(`evaluation.duty.leave.kinds.${kind}`),
        },
        {
          title: t('evaluation.duty.leave.substitute'),
          render: (_, { substituteId }) =>
            substituteId === null ? (
              t('evaluation.duty.leave.nobody')
            ) : (
              <OfficerCell {...whoIs(substituteId)} />
            ),
        },
      ]}
    >
      <Form.Item name="officerId" label={t('evaluation.levels.officer')} rules={required}>
        <OfficerSelect options={options} testId="leave-officer" />
      </Form.Item>
      <Form.Item name="days" label={t('evaluation.duty.days')} rules={required}>
        <DatePicker.RangePicker allowClear={false} />
      </Form.Item>
      <Form.Item name="kind" label={t('evaluation.duty.leave.kind')} rules={required}>
        <Select
          options={KINDS.map((kind) => ({
            value: kind,
            label: t(`evaluation.duty.leave.kinds.${kind}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="substituteId"
        label={t('evaluation.duty.leave.substitute')}
        extra={t('evaluation.duty.leave.substituteHint')}
      >
        <OfficerSelect options={options} testId="leave-substitute" allowClear />
      </Form.Item>
    </DutyList>
  );
};
