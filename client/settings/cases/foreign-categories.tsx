import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { ForeignCategory } from '../../../server/contract/cases/open311.ts';
import { SEVERITIES } from '../../../server/contract/incidents/incident.ts';
import {
  dropForeignCategory,
  putForeignCategories,
} from '../../../server/contract/routes/analysis/open311.ts';
import { call } from '../../api/call.ts';
import { Ask } from '../../focus/ask.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryChoices } from '../../parts/use-category-choices.ts';
import { useCategoryName } from '../../parts/use-category-name.ts';
import page from '../page.module.css';
import { Section } from '../section.tsx';
import { useAct } from '../use-act.ts';
import { foreignCategoriesQuery } from './api.ts';

/** What codes of other platforms mean here: one more, another meaning, one less. */
export const ForeignCategories = () => {
  const { t } = useWords();
  const nameOf = useCategoryName();
  const [form] = Form.useForm<ForeignCategory>();
  const categories = useCategoryChoices();
  const query = useQuery(foreignCategoriesQuery);
  const act = useAct(['foreign-categories']);
  const put = ({ category, code, severity = null }: ForeignCategory) =>
    act.mutate(async () => {
      const told = { code: code.trim(), category, severity };
      await call(putForeignCategories, { body: { categories: [told] } });
      form.resetFields();
    });
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <Section kind="foreign" query={query}>
      <li key="put">
        <Form<ForeignCategory>
          name="foreign"
          form={form}
          layout="inline"
          className={page.inline}
          onFinish={put}
        >
          <Form.Item name="code" rules={rules}>
            <Input
              maxLength={64}
              placeholder={t('settings.foreign.code')}
              aria-label={t('settings.foreign.code')}
            />
          </Form.Item>
          <Form.Item name="category" rules={rules}>
            <Select
              className={page.chosen!}
              aria-label={t('cases.category')}
              placeholder={t('cases.category')}
              options={categories}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <Form.Item name="severity">
            <Select
              allowClear
              className={page.chosen!}
              aria-label={t('incidents.severity')}
              placeholder={t('live.severity.minor')}
              options={SEVERITIES.map((value) => ({ value, label: t(`live.severity.${value}`) }))}
            />
          </Form.Item>
          <Button htmlType="submit" loading={act.isPending}>
            {t('settings.foreign.put')}
          </Button>
        </Form>
      </li>
      {(query.data ?? []).map(({ category, code, severity }) => (
        <li key={code} data-testid="foreign-category">
          <div>
            <b className="figure">{code}</b>
            <span>
              → {nameOf(category)} · {t(`live.severity.${severity ?? 'minor'}`)}
            </span>
            <Ask
              title={t('settings.foreign.dropAsk', { code })}
              okText={t('settings.foreign.drop')}
              cancelText={t('settings.cancel')}
              onConfirm={() => act.mutate(() => call(dropForeignCategory, { params: { code } }))}
            >
              <Button size="small">{t('settings.foreign.drop')}</Button>
            </Ask>
          </div>
        </li>
      ))}
    </Section>
  );
};
