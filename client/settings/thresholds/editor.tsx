import { useQuery } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useRef, useState } from 'react';
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
import { checked } from '../../focus/checked.ts';
import { TreeChoice } from '../../focus/tree-choice.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { areaChoices } from '../../patrols/area-select.tsx';
import { TrialPanel } from '../../trial/trial-panel.tsx';
import { isSound, useTrial } from '../../trial/use-trial.ts';
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
  const place = useRef(areaId);
  place.current = areaId;
  const asked = () => {
    const rules = form.getFieldsValue(true) as WarningThresholds;
    // The level of a rule is its place in the list.
    const named = <T extends object>(list: readonly T[]) =>
      list.map((rule, k) => ({ ...rule, level: WARNING_LEVELS[k]! }));
    const thresholds = { levels: named(rules.levels), severe: named(rules.severe) };
    return { area: areas.find(({ id }) => id === place.current)?.code ?? '', thresholds };
  };
  const trial = useTrial({
    name: 'thresholds',
    read: async () => ((await isSound(form)) ? asked() : null),
    run: (body, signal) => call(routes.tryWarningThresholds, { body, signal }),
  });
  const known = trial.state === 'known' ? trial.result : undefined;
  const runPublish = (from: string) =>
    publish.mutate(async () => {
      const body = { ...asked(), from };
      const { published } = await call(routes.publishWarningThresholds, { body });
      if (published) close();
      else message.info(t('evaluation.norm.publishSame'));
    });
  return (
    <PublishDrawer
      title={t('settings.thresholds.change')}
      widthPx={1240}
      className={styles.editor}
      before={latest.get(areaId)?.from}
      ask={(day) =>
        t(known ? 'settings.thresholds.ask' : 'settings.thresholds.askUntried', {
          day,
          before: known?.inForce.raised ?? 0,
          after: known?.proposed.raised ?? 0,
        })
      }
      isBusy={publish.isPending}
      publish={(from) =>
        void checked(form).then(
          () => runPublish(from),
          () => undefined,
        )
      }
      close={close}
      trial={
        <TrialPanel
          title={t('settings.thresholds.try', { days: TRIAL_D })}
          hint={t('settings.thresholds.tryHint')}
          trial={trial}
          testId="thresholds-trial"
        >
          {(result) => <Trial result={result} />}
        </TrialPanel>
      }
    >
      <Form<WarningThresholds>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onValuesChange={trial.touch}
      >
        <div className={styles.place}>
          <TreeChoice
            value={areaId}
            aria-label={t('settings.area')}
            treeData={areaChoices(areas)}
            onChange={(id) => {
              setAreaId(id);
              trial.touch();
            }}
          />
          <Button
            onClick={() => {
              form.setFieldsValue(DEFAULT_THRESHOLDS);
              trial.touch();
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
    </PublishDrawer>
  );
};
