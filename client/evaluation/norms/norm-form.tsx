import { useQuery } from '@tanstack/react-query';
import { Collapse, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import { useMemo } from 'react';
import { GRID_TYPES } from '../../../server/contract/areas/area.ts';
import { OFFICER_CATEGORIES } from '../../../server/contract/people/people.ts';
import { areasQuery } from '../../api/areas.ts';
import { useWords } from '../../i18n/use-words.ts';
import { normPresetsQuery } from '../api.ts';
import { isJson } from './json-field.ts';
import { isWindow, type NormFields, NUMBERS, SHARES, toFields } from './norm-fields.ts';
import styles from './norms.module.css';

/** Least and most of each number, as the contract has them. */
const LIMITS: Record<(typeof NUMBERS)[number], readonly [number, number]> = {
  patrolsPerDay: [0, 12],
  minutesPerPatrol: [0, 1440],
  minRestMinutes: [0, 720],
  periodDays: [1, 366],
};

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
      ...(fixed ? {} : { name: norm.name[language] }),
      ...(fixed || !norm.gridType ? {} : { gridType: norm.gridType }),
      ...(fixed || !norm.officerCategory ? {} : { officerCategory: norm.officerCategory }),
    });
    onChange();
  };
  const required = [{ required: true, message: t('settings.required') }];
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
          options={starts}
          onChange={start}
          aria-label={t('evaluation.norm.preset')}
        />
      </Form.Item>
      <div className={styles.fields}>
        <Form.Item name="name" label={t('settings.name')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="area" label={t('settings.area')} rules={required}>
          <Select disabled={fixed} showSearch={{ optionFilterProp: 'label' }} options={places} />
        </Form.Item>
        <Form.Item name="gridType" label={t('live.gridType')}>
          <Select
            disabled={fixed}
            allowClear
            placeholder={t('evaluation.norm.everyone')}
            options={GRID_TYPES.map((value) => ({ value, label: t(`gridType.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="officerCategory" label={t('live.category')}>
          <Select
            disabled={fixed}
            allowClear
            placeholder={t('evaluation.norm.everyone')}
            options={OFFICER_CATEGORIES.map((value) => ({
              value,
              label: t(`officerCategory.${value}`),
            }))}
          />
        </Form.Item>
        {NUMBERS.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`evaluation.norm.field.${name}`)}
            rules={required}
          >
            <InputNumber min={LIMITS[name][0]} max={LIMITS[name][1]} data-testid={`norm-${name}`} />
          </Form.Item>
        ))}
        {SHARES.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`evaluation.norm.field.${name}`)}
            rules={required}
          >
            <InputNumber min={0} max={100} suffix="%" />
          </Form.Item>
        ))}
      </div>
      <Form.Item
        name="windows"
        label={t('evaluation.norm.field.windows')}
        extra={t('evaluation.norm.windowsHint')}
        rules={[
          {
            validator: async (_, texts: string[] = []) => {
              if (!texts.every(isWindow)) throw new Error(t('evaluation.norm.windowsHint'));
            },
          },
        ]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，']} />
      </Form.Item>
      <Collapse
        ghost
        items={[
          {
            key: 'rest',
            label: t('evaluation.norm.rest'),
            forceRender: true,
            children: (
              <Form.Item
                name="rest"
                rules={[{ validator: isJson(t('evaluation.badJson')) }]}
                noStyle
              >
                <Input.TextArea rows={14} spellCheck={false} />
              </Form.Item>
            ),
          },
        ]}
      />
    </Form>
  );
};
