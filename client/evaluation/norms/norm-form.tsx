import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, type FormInstance, Input, Select, Switch } from 'antd';
import { useMemo } from 'react';
import { GRID_TYPES } from '../../../server/contract/areas/area.ts';
import { StatedRules } from '../../../server/contract/norms/norm.ts';
import { OFFICER_CATEGORIES } from '../../../server/contract/people/people.ts';
import { areasQuery } from '../../api/areas.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Fields } from '../../settings/fields.tsx';
import { normPresetsQuery } from '../api.ts';
import { ExpertView } from '../expert-view.tsx';
import { Checkpoints } from './checkpoints.tsx';
import { forWhomOf } from './for-whom.ts';
import {
  ALERTS,
  alertLimitsOf,
  GROUPS,
  isWindow,
  limitsOf,
  type NormFields,
  PERCENT,
  SHARES,
  toFields,
  toNorm,
} from './norm-fields.ts';
import { NumberField } from './number-field.tsx';

/** ISO weekdays, Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Whose a norm is besides its area: what is left empty holds for all. */
const FOR_WHOM = [
  { name: 'gridType', label: 'live.gridType', values: GRID_TYPES },
  { name: 'officerCategory', label: 'live.category', values: OFFICER_CATEGORIES },
] as const;

interface FormProps {
  form: FormInstance<NormFields>;
  initial: Partial<NormFields>;
  /** For whom it holds stands: it is the next version of a norm. */
  fixed: boolean;
  onChange: () => void;
}

export const NormForm = ({ form, initial, fixed, onChange }: FormProps) => {
  const { t, language } = useWords();
  const { data: presets = [] } = useQuery(normPresetsQuery);
  const { data: areas = [] } = useQuery(areasQuery);
  const places = useMemo(
    () => areas.map(({ code, name }) => ({ value: code, label: `${name} · ${code}` })),
    [areas],
  );
  const starts = presets.flatMap(({ place, name, norms }) =>
    norms.map((norm, i) => ({
      value: `${place} ${i}`,
      label: `${name[language]} · ${norm.name[language]}`,
      norm,
    })),
  );
  const start = (value: string) => {
    const norm = starts.find((one) => one.value === value)!.norm;
    form.setFieldsValue({
      ...toFields(norm.rules),
      ...(fixed ? {} : { name: norm.name[language], ...forWhomOf(norm) }),
    });
    onChange();
  };
  const required = [{ required: true, message: t('settings.required') }];
  const hint = (name: string) => t(`evaluation.norm.hint.${name}`);
  const hours = <V,>(name: string, isGood: (value: V) => boolean) => [
    {
      validator: async (_: unknown, value: V) => {
        if (!isGood(value)) throw new Error(hint(name));
      },
    },
  ];
  return (
    <Form<NormFields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onValuesChange={onChange}
    >
      <Form.Item label={t('evaluation.norm.preset')}>
        <Select
          placeholder={t('evaluation.norm.presetHint')}
          showSearch={{ optionFilterProp: 'label' }}
          options={starts}
          onChange={start}
          aria-label={t('evaluation.norm.preset')}
        />
      </Form.Item>
      <Fields>
        <Form.Item name="name" label={t('settings.name')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="area" label={t('settings.area')} rules={required}>
          <Select disabled={fixed} showSearch={{ optionFilterProp: 'label' }} options={places} />
        </Form.Item>
        {FOR_WHOM.map(({ name, label, values }) => (
          <Form.Item key={name} name={name} label={t(label)} extra={hint(name)}>
            <Select
              disabled={fixed}
              allowClear
              placeholder={t('evaluation.norm.everyone')}
              options={values.map((value) => ({ value, label: t(`${name}.${value}`) }))}
            />
          </Form.Item>
        ))}
        {SHARES.map((name) => (
          <NumberField key={name} name={name} limits={PERCENT} suffix="%" />
        ))}
        {GROUPS.patrols.map((name) => (
          <NumberField key={name} name={name} limits={limitsOf(name)} />
        ))}
      </Fields>
      <Form.Item
        name="windows"
        label={t('evaluation.norm.field.windows')}
        extra={hint('windows')}
        rules={hours('windows', (texts: string[] = []) => texts.every(isWindow))}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，']} />
      </Form.Item>
      <h3>{t('evaluation.norm.group.duty')}</h3>
      <Form.Item
        name="dutyDays"
        label={t('evaluation.norm.field.dutyDays')}
        extra={hint('dutyDays')}
      >
        <Checkbox.Group
          options={WEEK.map((value) => ({ value, label: t(`evaluation.norm.weekday.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="observesHolidays"
        valuePropName="checked"
        label={t('evaluation.norm.field.observesHolidays')}
        extra={hint('observesHolidays')}
      >
        <Switch />
      </Form.Item>
      <Fields>
        <Form.Item
          name="dutyHours"
          label={t('evaluation.norm.field.dutyHours')}
          extra={hint('dutyHours')}
          rules={hours('dutyHours', isWindow)}
        >
          <Input maxLength={11} />
        </Form.Item>
        {GROUPS.duty.map((name) => (
          <NumberField key={name} name={name} limits={limitsOf(name)} />
        ))}
      </Fields>
      <h3>{t('evaluation.norm.group.measures')}</h3>
      <Fields>
        {GROUPS.measures.map((name) => (
          <NumberField key={name} name={name} limits={limitsOf(name)} />
        ))}
      </Fields>
      <h3>{t('evaluation.norm.group.alerts')}</h3>
      <p>{t('evaluation.norm.alertsAbout')}</p>
      <Fields>
        {ALERTS.map((name) => (
          <NumberField key={name} name={name} within="alerts" limits={alertLimitsOf(name)} />
        ))}
      </Fields>
      <h3>{t('evaluation.norm.group.checkpoints')}</h3>
      <Form.Item
        name="checkpointsOrdered"
        valuePropName="checked"
        label={t('evaluation.norm.field.checkpointsOrdered')}
        extra={hint('checkpointsOrdered')}
      >
        <Switch />
      </Form.Item>
      <Checkpoints form={form} />
      <ExpertView
        schema={StatedRules}
        read={() => toNorm(form.getFieldsValue(true) as NormFields).rules}
        take={(rules) => {
          form.setFieldsValue(toFields(rules));
          onChange();
        }}
      />
    </Form>
  );
};
