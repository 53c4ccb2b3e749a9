import { useQuery } from '@tanstack/react-query';
import { App, Form, Skeleton } from 'antd';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import type { NormRecord } from '../../../server/contract/norms/norm-record.ts';
import { areasQuery } from '../../api/areas.ts';
import { sessionQuery } from '../../api/session.ts';
import { checked } from '../../focus/checked.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PublishDrawer } from '../../settings/publish-drawer.tsx';
import { useAct } from '../../settings/use-act.ts';
import { normsQuery, publishNorm } from '../api.ts';
import { forWhomOf } from './for-whom.ts';
import { drawnFigures, type NormFields, toFields, toNorm } from './norm-fields.ts';
import { NormForm } from './norm-form.tsx';
import { NormTrial } from './norm-trial.tsx';
import { useNormTrial } from './use-norm-trial.ts';

/** Room for the form and, beside it, what it comes to. */
const WIDTH_PX = 1240;

/** Changes a norm or makes one: the rules, what they would have decided, and from when they hold. */
export const NormEditor = ({ norm, close }: { norm: NormRecord | null; close: () => void }) => {
  const { t } = useWords();
  const [form] = Form.useForm<NormFields>();
  const { data: areas } = useQuery(areasQuery);
  const own = useQuery(sessionQuery).data!.areaId;
  const { message } = App.useApp();
  const { data: norms = [] } = useQuery(normsQuery);
  const last = norms.find(({ id, to }) => id === norm?.id && to === null);
  const publish = useAct(['norms']);
  const { choose, days, trial } = useNormTrial(form);
  if (!areas) return <Skeleton active />;
  const initial: Partial<NormFields> = norm
    ? {
        ...toFields(norm.rules),
        area: norm.area,
        name: norm.name,
        ...forWhomOf(norm),
      }
    : { ...toFields(defaultNorm().rules), area: areas.find(({ id }) => id === own)?.code ?? '' };
  const runPublish = async (from: string) => {
    const fields = await checked(form);
    publish.mutate(async () => {
      const { published } = await publishNorm({ ...toNorm(fields), from });
      if (published) close();
      else message.info(t('evaluation.norm.publishSame'));
    });
  };
  const tried = trial.isStale ? undefined : trial.result?.test;
  const asked = !tried
    ? 'evaluation.norm.publishUntried'
    : tried.drawn.gridDays < tried.drawn.of
      ? 'evaluation.norm.publishAskDrawn'
      : 'evaluation.norm.publishAsk';
  return (
    <PublishDrawer
      title={norm ? t('evaluation.norm.changeOf', { name: norm.name }) : t('evaluation.norm.new')}
      widthPx={WIDTH_PX}
      before={last?.from}
      ask={(day) =>
        t(asked, { day, count: tried?.changedDays ?? 0, ...(tried ? drawnFigures(tried) : {}) })
      }
      isBusy={publish.isPending}
      // What does not fit is said beside its field.
      publish={(from) => void runPublish(from).catch(() => undefined)}
      close={close}
      trial={<NormTrial trial={trial} days={days} choose={choose} />}
    >
      <NormForm form={form} initial={initial} fixed={norm !== null} onChange={trial.touch} />
    </PublishDrawer>
  );
};
