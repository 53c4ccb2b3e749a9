import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { OFFICER_CATEGORIES, type Officer } from '../../server/contract/people/people.ts';
import type { OfficerInput } from '../../server/contract/people/provision.ts';
import { putOfficers } from '../../server/contract/routes/people/people.ts';
import { call } from '../api/call.ts';
import { everyOfficerQuery } from '../assignments/api.ts';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';

interface OfficerFormProps {
  /** null: one more. */
  officer: Officer | null;
  close: () => void;
}

/** An officer's code, name and category. A code that another has is told: that one would be renamed. */
export const OfficerForm = ({ close, officer }: OfficerFormProps) => {
  useFocusGivenBack();
  const { t } = useWords();
  const client = useQueryClient();
  const act = useAct(['officers', 'officer-record', 'handheld-states', 'assignments', 'setup']);
  const [form] = Form.useForm<OfficerInput>();
  const save = (told: OfficerInput) =>
    act.mutate(async () => {
      const input = { ...told, code: told.code.trim(), name: told.name.trim() };
      if (!officer) {
        const known = await client.fetchQuery({ ...everyOfficerQuery, staleTime: 0 });
        if (known.some(({ code }) => code === input.code)) {
          form.setFields([{ name: 'code', errors: [t('settings.officers.taken')] }]);
          return;
        }
      }
      await call(putOfficers, { body: { officers: [input] } });
      close();
    });
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <Modal
      open
      title={
        officer ? `${t('settings.officers.change')} · ${officer.code}` : t('settings.officers.new')
      }
      onCancel={close}
      onOk={() => form.submit()}
      okText={t(officer ? 'settings.save' : 'settings.create')}
      cancelText={t('settings.cancel')}
      confirmLoading={act.isPending}
    >
      <Form<OfficerInput>
        name="officer"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={officer ?? { category: 'full-time' }}
        onFinish={save}
      >
        <Form.Item name="code" label={t('settings.officers.code')} rules={rules}>
          <Input maxLength={64} disabled={officer !== null} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('settings.name')}
          extra={officer && t('settings.officers.nameHint')}
          rules={rules}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="category" label={t('live.category')}>
          <Select
            options={OFFICER_CATEGORIES.map((value) => ({
              value,
              label: t(`officerCategory.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
