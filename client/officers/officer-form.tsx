import { Form, Input, Select } from 'antd';
import { OFFICER_CATEGORIES, type Officer } from '../../server/contract/people/people.ts';
import type { OfficerInput } from '../../server/contract/people/provision.ts';
import { putOfficers } from '../../server/contract/routes/people/people.ts';
import { call } from '../api/call.ts';
import { everyOfficerQuery } from '../assignments/api.ts';
import { useWords } from '../i18n/use-words.ts';
import { CodeForm } from '../settings/code-form.tsx';

interface OfficerFormProps {
  /** null: one more. */
  officer: Officer | null;
  close: () => void;
}

/** An officer's code, name and category. A code that another has is told: that one would be renamed. */
export const OfficerForm = ({ close, officer }: OfficerFormProps) => {
  const { t } = useWords();
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <CodeForm<OfficerInput>
      name="officer"
      title={
        officer ? `${t('settings.officers.change')} · ${officer.code}` : t('settings.officers.new')
      }
      initial={officer ?? { category: 'full-time' }}
      changes={['officers', 'officer-record', 'handheld-states', 'assignments', 'setup']}
      made={
        officer
          ? null
          : {
              known: (client) => client.fetchQuery({ ...everyOfficerQuery, staleTime: 0 }),
              taken: t('settings.officers.taken'),
            }
      }
      save={(told) =>
        call(putOfficers, { body: { officers: [{ ...told, name: told.name.trim() }] } })
      }
      close={close}
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
    </CodeForm>
  );
};
