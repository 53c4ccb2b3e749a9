import { Form, Input, InputNumber, Select } from 'antd';
import type {
  IncidentCategory,
  IncidentCategoryChange,
} from '../../../server/contract/incidents/incident.ts';
import {
  changeIncidentCategory,
  putIncidentCategories,
} from '../../../server/contract/routes/analysis/incidents.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryChoices } from '../../parts/use-category-choices.ts';
import { CodeForm } from '../code-form.tsx';

interface CategoryEditorProps {
  /** null: one more. */
  category: IncidentCategory | null;
  close: () => void;
}

type Fields = Required<Pick<IncidentCategoryChange, 'nameZh' | 'nameEn' | 'points'>> & {
  code: string;
  parent?: string;
};

/** Names and points of a category, and of a new one its code and what is above it. A code that there is is told: that one would be changed. */
export const CategoryEditor = ({ category, close }: CategoryEditorProps) => {
  const { t } = useWords();
  const choices = useCategoryChoices();
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  const save = ({ code, parent, ...change }: Fields) =>
    category
      ? call(changeIncidentCategory, { params: { code: category.code }, body: change })
      : call(putIncidentCategories, {
          body: { categories: [{ ...change, code, ...(parent ? { parent } : {}) }], fresh: true },
        });
  return (
    <CodeForm<Fields>
      name="category"
      title={
        category
          ? t('settings.categories.changeTitle', { code: category.code })
          : t('settings.categories.new')
      }
      initial={category ?? { points: 0 }}
      changes={['categories']}
      taken={category ? null : t('settings.categories.taken')}
      save={save}
      close={close}
    >
      {!category && (
        <>
          <Form.Item name="code" label={t('imports.header.code')} rules={rules}>
            <Input maxLength={64} />
          </Form.Item>
          <Form.Item name="parent" label={t('imports.header.parent')}>
            <Select<string>
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={choices}
            />
          </Form.Item>
        </>
      )}
      <Form.Item name="nameZh" label={t('imports.header.nameZh')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('imports.header.nameEn')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="points"
        label={t('imports.header.points')}
        extra={t('settings.categories.pointsHint')}
        rules={[{ required: true, message: t('settings.required') }]}
      >
        <InputNumber />
      </Form.Item>
    </CodeForm>
  );
};
