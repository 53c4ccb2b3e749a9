import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Form, TreeSelect } from 'antd';
import { useEffect, useRef, useState } from 'react';
import * as routes from '../../../server/contract/routes/analysis/warning-thresholds.ts';
import {
  DEFAULT_THRESHOLDS,
  type ThresholdsRecord,
  TRIAL_D,
  type WarningThresholds,
} from '../../../server/contract/warnings/thresholds.ts';
import { WARNING_LEVELS } from '../../../server/contract/warnings/warning.ts';
import { areasQuery } from '../../api/areas.ts';
import { call } from '../../api/call.ts';
import { asRequestError } from '../../api/request.ts';
import { checked } from '../../focus/checked.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { areaChoices } from '../../patrols/area-select.tsx';
import { PublishDrawer } from '../publish-drawer.tsx';
import { useAct } from '../use-act.ts';
import { FigureFields } from './figure-fields.tsx';
import { FIGURES, figuresOf } from './figures.ts';
import styles from './thresholds.module.css';
import { Trial } from './trial.tsx';

const ABOUT = Object.keys(FIGURES) as (keyof typeof FIGURES)[];

interface EditorProps {
  areaId: number;
  /** What the form begins with. */
  initial: WarningThresholds;
  /** The latest version of each area. */
  latest: ReadonlyMap<number, ThresholdsRecord>;
  close: () => void;
}

/** Changes thresholds: each figure, what they would have raised in the last days, and from when they hold. */
export const ThresholdsEditor = ({ close, initial, latest, ...props }: EditorProps) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const { data: areas = [] } = useQuery(areasQuery);
  const [areaId, setAreaId] = useState(props.areaId);
  const [form] = Form.useForm<WarningThresholds>();
  const publish = useAct(['warning-thresholds']);
  const asked = async () => {
    const rules = await checked(form);
    // The level of a rule is its place in the list.
    const named = <T extends object>(list: readonly T[]) =>
      list.map((rule, k) => ({ ...rule, level: WARNING_LEVELS[k]! }));
    const thresholds = { levels: named(rules.levels), severe: named(rules.severe) };
    return { area: areas.find(({ id }) => id === areaId)?.code ?? '', thresholds };
  };
  // Who closes the drawer waits for no trial any more.
  const gone = useRef<AbortController>(null);
  useEffect(() => () => gone.current?.abort(), []);
  const trial = useMutation({
    mutationFn: async () => {
      gone.current = new AbortController();
      const { signal } = gone.current;
      return call(routes.tryWarningThresholds, { body: await asked(), signal });
    },
  });
  const runPublish = (from: string) =>
    publish.mutate(async () => {
      const body = { ...(await asked()), from };
      const { published } = await call(routes.publishWarningThresholds, { body });
      if (published) close();
      else message.info(t('evaluation.norm.publishSame'));
    });
  const check = (next: () => void) => () => void checked(form).then(next, () => undefined);
  return (
    <PublishDrawer
      title={t('settings.thresholds.change')}
      widthPx={760}
      className={styles.editor}
      before={latest.get(areaId)?.from}
      ask={(day) =>
        t(trial.data ? 'settings.thresholds.ask' : 'settings.thresholds.askUntried', {
          day,
          before: trial.data?.inForce.raised ?? 0,
          after: trial.data?.proposed.raised ?? 0,
        })
      }
      isBusy={publish.isPending}
      publish={(from) => check(() => runPublish(from))()}
      close={close}
    >
      {/* A trial speaks of the figures it was made with only. */}
      <Form<WarningThresholds>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onValuesChange={trial.reset}
      >
        <div className={styles.place}>
          <TreeSelect
            value={areaId}
            aria-label={t('settings.area')}
            treeData={areaChoices(areas)}
            showSearch={{ treeNodeFilterProp: 'title' }}
            onChange={(id) => {
              trial.reset();
              setAreaId(id);
            }}
          />
          <Button
            onClick={() => {
              trial.reset();
              form.setFieldsValue(DEFAULT_THRESHOLDS);
            }}
          >
            {t('settings.thresholds.builtIn')}
          </Button>
        </div>
        {ABOUT.map((about) => (
          <section key={about}>
            <h3>{t(`settings.thresholds.${about}.title`)}</h3>
            <p>{t(`settings.thresholds.${about}.about`)}</p>
            {figuresOf(about).map((figure) => (
              <FigureFields key={figure.name} figure={figure} />
            ))}
          </section>
        ))}
      </Form>
      <p>{t('settings.thresholds.fixed')}</p>
      <h3>{t('settings.thresholds.try', { days: TRIAL_D })}</h3>
      <p>{t('settings.thresholds.tryHint')}</p>
      <Button
        data-testid="thresholds-try"
        loading={trial.isPending}
        onClick={check(() => trial.mutate())}
      >
        {t('settings.thresholds.try', { days: TRIAL_D })}
      </Button>
      {trial.isPending && <p role="status">{t('settings.thresholds.trying')}</p>}
      {trial.error && <Refusal error={asRequestError(trial.error)} />}
      {trial.data && <Trial result={trial.data} />}
    </PublishDrawer>
  );
};
