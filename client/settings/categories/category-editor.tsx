import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import type {
  IncidentCategory,
  IncidentCategoryChange,
} from '../../../server/contract/incidents/incident.ts';
import {
  changeIncidentCategory,
  putIncidentCategories,
} from '../../../server/contract/routes/analysis/incidents.ts';
import { call } from '../../api/call.ts';
import { categoriesQuery } from '../../api/incidents.ts';
import { useFocusGivenBack } from '../../focus/use-focus-given-back.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryChoices } from '../../parts/use-category-choices.ts';
import { useAct } from '../use-act.ts';

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
  useFocusGivenBack();
  const { t } = useWords();
  const client = useQueryClient();
  const choices = useCategoryChoices();
  const act = useAct(['categories']);
  const [form] = Form.useForm<Fields>();
  const save = (fields: Fields) =>
    act.mutate(async () => {
      const { code: typed, parent, ...change } = fields;
      if (category) {
        await call(changeIncidentCategory, { params: { code: category.code }, body: change });
        return close();
      }
      const code = typed.trim();
      const known = await client.fetchQuery({ ...categoriesQuery, staleTime: 0 });
      if (known.some((one) => one.code === code)) {
        form.setFields([{ name: 'code', errors: [t('settings.categories.taken')] }]);
        return;
      }
      const made = { ...change, code, ...(parent ? { parent } : {}) };
      await call(putIncidentCategories, { body: { categories: [made] } });
      close();
    });
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <Modal
      open
      title={
        category
          ? t('settings.categories.changeTitle', { code: category.code })
          : t('settings.categories.new')
      }
      onCancel={close}
      onOk={() => form.submit()}
      okText={t(category ? 'settings.save' : 'settings.create')}
      cancelText={t('settings.cancel')}
      confirmLoading={act.isPending}
    >
      <Form<Fields>
        name="category"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={category ?? { points: 0 }}
        onFinish={save}
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
      </Form>
    </Modal>
  );
};
