import { useQuery } from '@tanstack/react-query';
import { DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Pair } from '../../../server/contract/people/pair.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Span } from '../periods.ts';
import { dropPair, pairsQuery, putPair } from './duty-api.ts';
import { DutyList } from './duty-list.tsx';
import { OfficerCell, OfficerSelect } from './officer-field.tsx';
import { useOfficers } from './use-officers.ts';

interface Fields {
  officerId: number;
  partnerId: number;
  firstDay: Dayjs;
  lastDay?: Dayjs | null;
}

const DAY = 'YYYY-MM-DD';

/** Officers sent out together: two handhelds that move as one are no sign against them. */
export const PairList = ({ span, todayText }: { span: Span; todayText: string }) => {
  const { t } = useWords();
  const { options, whoIs } = useOfficers();
  const query = useQuery(pairsQuery(span));
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <DutyList<Pair, Fields>
      kind="pairs"
      query={query}
      rowKey={({ officerId, partnerId, firstDay }) => `${officerId} ${partnerId} ${firstDay}`}
      initial={{ firstDay: dayjs(todayText) }}
      put={({ firstDay, lastDay, ...officers }) =>
        putPair({
          ...officers,
          firstDay: firstDay.format(DAY),
          lastDay: lastDay?.format(DAY) ?? null,
        })
      }
      drop={dropPair}
      columns={[
        {
          title: t('evaluation.levels.officer'),
          render: (_, { officerId }) => <OfficerCell {...whoIs(officerId)} />,
        },
        {
          title: t('evaluation.duty.pairs.partner'),
          render: (_, { partnerId }) => <OfficerCell {...whoIs(partnerId)} />,
        },
        {
          title: t('evaluation.duty.days'),
          render: (_, { firstDay, lastDay }) => (
            <span className="figure">
              {firstDay} – {lastDay ?? t('evaluation.duty.pairs.open')}
            </span>
          ),
        },
        { title: t('evaluation.duty.pairs.putBy'), dataIndex: 'putBy' },
      ]}
    >
      <Form.Item name="officerId" label={t('evaluation.levels.officer')} rules={required}>
        <OfficerSelect options={options} testId="pair-officer" />
      </Form.Item>
      <Form.Item name="partnerId" label={t('evaluation.duty.pairs.partner')} rules={required}>
        <OfficerSelect options={options} testId="pair-partner" />
      </Form.Item>
      <Form.Item name="firstDay" label={t('evaluation.duty.firstDay')} rules={required}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item
        name="lastDay"
        label={t('evaluation.duty.lastDay')}
        extra={t('evaluation.duty.pairs.openHint')}
      >
        <DatePicker />
      </Form.Item>
    </DutyList>
  );
};
