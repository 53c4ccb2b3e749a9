import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { OFFICER_CATEGORIES, type Officer } from '../../server/contract/people/people.ts';
import type { OfficerInput } from '../../server/contract/people/provision.ts';
import { putOfficers } from '../../server/contract/routes/people/people.ts';
import { areasQuery } from '../api/areas.ts';
import { call } from '../api/call.ts';
import { TreeChoice } from '../focus/tree-choice.tsx';
import { useWords } from '../i18n/use-words.ts';
import { areaChoices } from '../patrols/area-select.tsx';
import { CodeForm } from '../settings/code-form.tsx';

interface OfficerFormProps {
  /** null: one more. */
  officer: Officer | null;
  close: () => void;
}

interface Fields extends Omit<OfficerInput, 'home'> {
  homeAreaId?: number | undefined;
}

/** An officer's code, name, category and home area. A code that another has is told: that one would be renamed. */
export const OfficerForm = ({ close, officer }: OfficerFormProps) => {
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const tree = useMemo(() => areaChoices(areas), [areas]);
  const known = areas.find(({ id }) => id === officer?.homeAreaId)?.id;
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <CodeForm<Fields>
      name="officer"
      title={
        officer ? `${t('settings.officers.change')} · ${officer.code}` : t('settings.officers.new')
      }
      initial={officer ? { ...officer, homeAreaId: known } : { category: 'full-time' }}
      changes={['officers', 'officer-record', 'handheld-states', 'assignments', 'setup']}
      taken={officer ? null : t('settings.officers.taken')}
      save={({ homeAreaId, name, ...told }) => {
        const home = areas.find(({ id }) => id === homeAreaId && id !== known)?.code;
        const one = { ...told, code: officer?.code ?? told.code, name: name.trim() };
        return call(putOfficers, {
          body: {
            officers: [home === undefined ? one : { ...one, home }],
            ...(officer ? {} : { fresh: true }),
          },
        });
      }}
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
      <Form.Item
        name="homeAreaId"
        label={t('settings.officers.home')}
        extra={t('settings.officers.homeHint')}
      >
        <TreeChoice
          treeData={tree}
          placeholder={t(
            officer === null
              ? 'settings.officers.homeOwn'
              : officer.homeAreaId === null
                ? 'settings.officers.homeTop'
                : 'settings.officers.homeOther',
          )}
        />
      </Form.Item>
    </CodeForm>
  );
};
