import { App, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import type { IncidentCategory } from '../../../server/contract/incidents/incident.ts';
import { mergeIncidentCategory } from '../../../server/contract/routes/analysis/incidents.ts';
import { call } from '../../api/call.ts';
import { useFocusGivenBack } from '../../focus/use-focus-given-back.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAct } from '../use-act.ts';

interface CategoryMergerProps {
  category: IncidentCategory;
  /** What it can be merged into. */
  others: readonly IncidentCategory[];
  close: () => void;
}

/** Merges a category into another, once it is said what cannot be undone by that. */
export const CategoryMerger = ({ category, others, close }: CategoryMergerProps) => {
  useFocusGivenBack();
  const { t, language } = useWords();
  const { message } = App.useApp();
  const act = useAct(['categories', 'incidents', 'cases']);
  const [into, setInto] = useState<string>();
  const name = categoryName(category, language);
  const chosen = others.find(({ code }) => code === into);
  const merge = () =>
    act.mutate(async () => {
      const { code } = category;
      const { moved } = await call(mergeIncidentCategory, {
        params: { code },
        body: { into: into! },
      });
      message.success(t('settings.categories.moved', { count: moved }));
      close();
    });
  return (
    <Modal
      open
      title={t('settings.categories.mergeTitle', { name })}
      onCancel={close}
      onOk={merge}
      okText={t('settings.categories.merge')}
      okButtonProps={{ danger: true, disabled: !chosen }}
      cancelText={t('settings.cancel')}
      cancelButtonProps={{ autoFocus: true }}
      confirmLoading={act.isPending}
    >
      <Form layout="vertical">
        <Form.Item label={t('settings.categories.into')} htmlFor="merge-into">
          <Select<string>
            id="merge-into"
            {...(into === undefined ? {} : { value: into })}
            options={others.map((one) => ({ value: one.code, label: categoryName(one, language) }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setInto}
          />
        </Form.Item>
      </Form>
      <p>
        {t('settings.categories.mergeAsk', {
          name,
          into: chosen ? categoryName(chosen, language) : '…',
        })}
      </p>
    </Modal>
  );
};
