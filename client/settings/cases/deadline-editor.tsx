import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { CARDS, CASE_PHASES } from '../../../server/contract/cases/case.ts';
import type { Deadline, DeadlineRules } from '../../../server/contract/cases/deadline.ts';
import { SEVERITIES } from '../../../server/contract/incidents/incident.ts';
import { putDeadlines } from '../../../server/contract/routes/analysis/cases.ts';
import { areasQuery } from '../../api/areas.ts';
import { call } from '../../api/call.ts';
import { checked } from '../../focus/checked.ts';
import { TreeChoice } from '../../focus/tree-choice.tsx';
import { useRange } from '../../focus/use-range.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryChoices } from '../../parts/use-category-choices.ts';
import { areaChoices } from '../../patrols/area-select.tsx';
import { Fields } from '../fields.tsx';
import { PublishDrawer } from '../publish-drawer.tsx';
import { useAct } from '../use-act.ts';
import { casePresetsQuery } from './api.ts';

const HOURS_MAX = 10_000;

/** With what the form begins. */
export type DeadlineStart = Pick<Deadline, 'areaId' | 'category' | 'severity' | 'rules'>;

interface EditorProps extends DeadlineStart {
  close: () => void;
}

type DeadlineFields = DeadlineRules & {
  areaId: number;
  category?: string;
  severity?: NonNullable<Deadline['severity']>;
};

/** Deadlines of an area and all below it, for all categories or one with those below, from a day to come; begun with those of a place. */
export const DeadlineEditor = ({ close, rules, ...begun }: EditorProps) => {
  const { t, language } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const categories = useCategoryChoices();
  const { data: presets = [] } = useQuery(casePresetsQuery);
  const [form] = Form.useForm<DeadlineFields>();
  const inRange = useRange();
  const publish = useAct(['case-deadlines']);
  const run = async (from: string) => {
    const { areaId, category, severity, ...told } = await checked(form);
    publish.mutate(async () => {
      const area = areas.find(({ id }) => id === areaId)!.code;
      const deadline = {
        ...{ area, from, rules: { ...rules, ...told } },
        ...{ category: category ?? null, severity: severity ?? null },
      };
      await call(putDeadlines, { body: { deadlines: [deadline] } });
      close();
    });
  };
  const hours = (name: (string | number)[], label: string, min: number) => (
    <Form.Item
      key={name.join('.')}
      name={name}
      label={label}
      rules={[inRange({ least: min, most: HOURS_MAX })]}
    >
      <InputNumber<number> placeholder={t('settings.cases.none')} />
    </Form.Item>
  );
  const [place, setPlace] = useState(presets.find((one) => one.rules === rules)?.place);
  const preset = presets.find((one) => one.place === place);
  return (
    <PublishDrawer
      title={t('settings.cases.new')}
      widthPx={640}
      testId="deadline-editor"
      before={undefined}
      ask={(day) => t('settings.cases.ask', { day })}
      isBusy={publish.isPending}
      // What does not fit is said beside its field.
      publish={(from) => void run(from).catch(() => undefined)}
      close={close}
    >
      <Form<DeadlineFields>
        name="deadline"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...rules, ...begun }}
      >
        <Form.Item label={t('settings.cases.preset')} extra={preset?.published[language]}>
          <Select
            aria-label={t('settings.cases.preset')}
            value={place}
            options={presets.map((one) => ({ value: one.place, label: one.name[language] }))}
            onChange={(chosen: string) => {
              setPlace(chosen);
              form.setFieldsValue(presets.find((one) => one.place === chosen)!.rules);
            }}
          />
        </Form.Item>
        <Fields>
          <Form.Item name="areaId" label={t('settings.area')}>
            <TreeChoice treeData={areaChoices(areas)} />
          </Form.Item>
          <Form.Item name="category" label={t('cases.category')}>
            <Select
              allowClear
              placeholder={t('settings.cases.anyCategory')}
              options={categories}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <Form.Item name="severity" label={t('incidents.severity')}>
            <Select
              allowClear
              placeholder={t('settings.cases.anySeverity')}
              options={SEVERITIES.map((value) => ({ value, label: t(`live.severity.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="time" label={t('settings.cases.time')}>
            <Select
              options={(['calendar', 'working'] as const).map((value) => ({
                value,
                label: t(`settings.cases.${value}Time`),
              }))}
            />
          </Form.Item>
          {(['from', 'to'] as const).map((end) => (
            <Form.Item
              key={end}
              name={['workingHours', end]}
              label={t(`settings.cases.${end}`)}
              rules={[{ required: true, pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: 'HH:MM' }]}
            >
              <Input />
            </Form.Item>
          ))}
          {CASE_PHASES.map((phase) =>
            hours(
              ['hours', phase],
              t('settings.cases.hours', { phase: t(`cases.phase.${phase}`) }),
              0.01,
            ),
          )}
          <Form.Item
            name="yellowShare"
            label={t('settings.cases.yellowShare')}
            rules={[inRange({ least: 0, most: 1 })]}
          >
            <InputNumber<number> step={0.05} />
          </Form.Item>
          {CARDS.map((card) =>
            hours(
              ['cards', card],
              t('settings.cases.cardAfter', { card: t(`cases.card.${card}`) }),
              0,
            ),
          )}
        </Fields>
      </Form>
    </PublishDrawer>
  );
};
