import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Skeleton } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import type { NormRecord } from '../../../server/contract/norms/norm-record.ts';
import { BACK_TEST_DAYS_MAX } from '../../../server/contract/norms/norm-test.ts';
import { areasQuery } from '../../api/areas.ts';
import { RequestError } from '../../api/request.ts';
import { sessionQuery } from '../../api/session.ts';
import { checked } from '../../focus/checked.ts';
import { today } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { PublishDrawer } from '../../settings/publish-drawer.tsx';
import { useAct } from '../../settings/use-act.ts';
import { normsQuery, publishNorm, tryNorm } from '../api.ts';
import styles from '../page.module.css';
import { forWhomOf } from './for-whom.ts';
import { type NormFields, toFields, toNorm } from './norm-fields.ts';
import { NormForm } from './norm-form.tsx';
import { NormTrial } from './norm-trial.tsx';

const DAY = 'YYYY-MM-DD';
/** Days a change is tried on unless others are picked. */
const TRIAL_DAYS = Math.min(30, BACK_TEST_DAYS_MAX);

/** Changes a norm or makes one: the rules, what they would have decided, and from when they hold. */
export const NormEditor = ({ norm, close }: { norm: NormRecord | null; close: () => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const now = today(timeZone);
  const [form] = Form.useForm<NormFields>();
  const { data: areas } = useQuery(areasQuery);
  const own = useQuery(sessionQuery).data!.areaId;
  const [range, setRange] = useState<[Dayjs, Dayjs]>([
    now.subtract(TRIAL_DAYS, 'day'),
    now.subtract(1, 'day'),
  ]);
  const { message } = App.useApp();
  const { data: norms = [] } = useQuery(normsQuery);
  const last = norms.find(({ id, to }) => id === norm?.id && to === null);
  const publish = useAct(['norms']);
  const trial = useMutation({
    mutationFn: (fields: NormFields) =>
      tryNorm({
        norm: toNorm(fields),
        from: range[0].format(DAY),
        to: range[1].add(1, 'day').format(DAY),
      }),
  });
  if (!areas) return <Skeleton active />;
  const initial: Partial<NormFields> = norm
    ? {
        ...toFields(norm.rules),
        area: norm.area,
        name: norm.name,
        ...forWhomOf(norm),
      }
    : { ...toFields(defaultNorm().rules), area: areas.find(({ id }) => id === own)?.code ?? '' };
  // What does not fit is said beside its field.
  const left = () => undefined;
  const runTrial = () => void checked(form).then(trial.mutate, left);
  const runPublish = async (from: string) => {
    const fields = await checked(form);
    publish.mutate(async () => {
      const { published } = await publishNorm({ ...toNorm(fields), from });
      if (published) close();
      else message.info(t('evaluation.norm.publishSame'));
    });
  };
  const error = trial.error instanceof RequestError ? trial.error : null;
  return (
    <PublishDrawer
      title={norm ? t('evaluation.norm.changeOf', { name: norm.name }) : t('evaluation.norm.new')}
      widthPx={760}
      before={last?.from}
      ask={(day) =>
        t(trial.data ? 'evaluation.norm.publishAsk' : 'evaluation.norm.publishUntried', {
          day,
          count: trial.data?.changedDays ?? 0,
        })
      }
      isBusy={publish.isPending}
      publish={(from) => void runPublish(from).catch(left)}
      close={close}
    >
      {/* A trial speaks of the rules it was made with only. */}
      <NormForm form={form} initial={initial} fixed={norm !== null} onChange={trial.reset} />
      <h3 className={styles.under}>{t('evaluation.norm.try')}</h3>
      <p className={styles.state}>{t('evaluation.norm.tryHint', { days: BACK_TEST_DAYS_MAX })}</p>
      <div className={styles.bar}>
        <DatePicker.RangePicker
          value={range}
          allowClear={false}
          maxDate={now}
          disabledDate={(day, { from: first }) =>
            first !== undefined && Math.abs(day.diff(first, 'day')) >= BACK_TEST_DAYS_MAX
          }
          aria-label={t('patrols.range')}
          onChange={(value) => {
            const [first, last] = value ?? [];
            if (first && last) {
              trial.reset();
              setRange([first, last]);
            }
          }}
        />
        <Button data-testid="norm-try" loading={trial.isPending} onClick={runTrial}>
          {t('evaluation.norm.tryIt')}
        </Button>
      </div>
      {error && <Refusal error={error} />}
      {trial.data && <NormTrial result={trial.data} />}
    </PublishDrawer>
  );
};
