import { Form, Input, InputNumber, Modal } from 'antd';
import type {
  IncidentCategory,
  IncidentCategoryChange,
} from '../../../server/contract/incidents/incident.ts';
import { changeIncidentCategory } from '../../../server/contract/routes/analysis/incidents.ts';
import { call } from '../../api/call.ts';
import { useFocusGivenBack } from '../../focus/use-focus-given-back.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAct } from '../use-act.ts';

interface CategoryEditorProps {
  category: IncidentCategory;
  close: () => void;
}

/** Other names and points of a category. */
export const CategoryEditor = ({ category, close }: CategoryEditorProps) => {
  useFocusGivenBack();
  const { t } = useWords();
  const act = useAct(['categories']);
  const [form] = Form.useForm<IncidentCategoryChange>();
  const { code, nameEn, nameZh, points } = category;
  const save = (change: IncidentCategoryChange) =>
    act.mutate(async () => {
      await call(changeIncidentCategory, { params: { code }, body: change });
      close();
    });
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <Modal
      open
      title={t('settings.categories.changeTitle', { code })}
      onCancel={close}
      onOk={() => form.submit()}
      okText={t('settings.save')}
      cancelText={t('settings.cancel')}
      confirmLoading={act.isPending}
    >
      <Form<IncidentCategoryChange>
        name="category"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ nameZh, nameEn, points }}
        onFinish={save}
      >
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
