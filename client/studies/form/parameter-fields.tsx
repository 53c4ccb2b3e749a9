import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select, Switch } from 'antd';
import type { TFunction } from 'i18next';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import { categoriesQuery } from '../../api/incidents.ts';
import { useWords } from '../../i18n/use-words.ts';
import { methodWords, shortOf, unitText, valueText } from '../said.ts';
import { type AnalysisWords, useAnalysisWords } from '../use-analysis-words.ts';
import type { Field } from './schema.ts';

const BOUNDS = [
  ['minimum', 'studies.atLeast'],
  ['exclusiveMinimum', 'studies.above'],
  ['maximum', 'studies.atMost'],
  ['exclusiveMaximum', 'studies.below'],
] as const;

/** Bounds so wide are there for the machine's sake; no one needs to be told. */
const VAST = 99_999;

const rangeText = (t: TFunction, field: Field): string =>
  BOUNDS.flatMap(([bound, key]) => {
    const value = field[bound];
    return value === undefined || value > VAST ? [] : [t(key, { value })];
  }).join(t('between'));

const allowed = ({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Field, value: number) =>
  value >= (minimum ?? -Infinity) &&
  value > (exclusiveMinimum ?? -Infinity) &&
  value <= (maximum ?? Infinity) &&
  value < (exclusiveMaximum ?? Infinity);

const useCategoryOptions = () => {
  const { language } = useWords();
  const { data = [] } = useQuery(categoriesQuery);
  return data.map((category) => ({
    value: category.code,
    label: categoryName(category, language),
  }));
};

/** Categories by their name in the language in force. */
export const CategorySelect = ({
  isMany,
  ...rest
}: {
  isMany?: boolean;
  value?: string | string[];
  id?: string;
  placeholder?: string;
}) => (
  <Select
    allowClear
    showSearch={{ optionFilterProp: 'label' }}
    mode={isMany ? 'multiple' : undefined}
    options={useCategoryOptions()}
    {...rest}
  />
);

/** The control of a field; the form gives it its value. */
const controlOf = (field: Field, t: TFunction, words: AnalysisWords, unit: string | undefined) => {
  const automatic = t(field.isNeeded ? 'studies.missing' : 'studies.automatic');
  switch (field.kind) {
    case 'boolean':
      return <Switch size="small" />;
    case 'choice':
      return (
        <Select
          options={field.choices.map((value) => ({ value, label: valueText(words, value) }))}
        />
      );
    case 'category':
      return <CategorySelect placeholder={t('studies.allCategories')} />;
    case 'text':
      return <Input placeholder={automatic} suffix={unit} maxLength={400} />;
    default:
      return <InputNumber placeholder={automatic} suffix={unit} />;
  }
};

/** One parameter: its name, what it means, its unit and range. */
export const ParameterField = ({ method, field }: { method: string; field: Field }) => {
  const { t } = useWords();
  const words = useAnalysisWords();
  const range = rangeText(t, field);
  const isNumber = field.kind === 'number' || field.kind === 'integer';
  const description = methodWords(words, method).parameters[field.name] ?? field.description;
  const unit = field.unit ? unitText(words, field.unit) : undefined;
  return (
    <Form.Item
      name={['parameters', field.name]}
      label={<span title={field.name}>{shortOf(description)}</span>}
      extra={range ? `${description} (${range})` : description}
      valuePropName={field.kind === 'boolean' ? 'checked' : 'value'}
      rules={[
        ...(field.isNeeded ? [{ required: true, message: t('studies.missing') }] : []),
        ...(isNumber
          ? [
              {
                validator: async (_: unknown, value: number | null | undefined) => {
                  if (typeof value !== 'number') return;
                  if (!allowed(field, value)) throw new Error(range);
                  if (field.kind === 'integer' && !Number.isInteger(value))
                    throw new Error(t('state.whole'));
                },
              },
            ]
          : []),
      ]}
    >
      {controlOf(field, t, words, unit)}
    </Form.Item>
  );
};
