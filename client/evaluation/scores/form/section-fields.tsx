import { Button, Form, InputNumber, Select } from 'antd';
import { CASE_UNITS } from '../../../../server/contract/cases/figures.ts';
import { OFFICER_CATEGORIES } from '../../../../server/contract/people/people.ts';
import { POST_ROLES } from '../../../../server/contract/people/post.ts';
import { type ScoringTerm, TERMS_MAX } from '../../../../server/contract/scoring/rules.ts';
import { byLanguage } from '../../../../server/contract/words/languages.ts';
import { useRange } from '../../../focus/use-range.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { Fields } from '../../../settings/fields.tsx';
import styles from './form.module.css';
import { TermFields } from './term-fields.tsx';

const FIRST = (count: number): ScoringTerm => ({
  id: `term-${count + 1}`,
  name: byLanguage(() => ''),
  source: { metric: 'completionRate' },
  scale: { kind: 'linear', zeroAt: 0, fullAt: 1 },
  role: 'scored',
  max: 10,
});

/** Who is scored by a section, and its terms. `at`: its place in the list of sections. */
export const SectionFields = ({ at, remove }: { at: number; remove: (() => void) | null }) => {
  const { t } = useWords();
  const required = [{ required: true, message: t('settings.required') }];
  const inRange = useRange();
  return (
    <>
      <Fields>
        <Form.Item name={[at, 'level']} label={t('schemeForm.level')} rules={required}>
          <Select
            options={CASE_UNITS.map((level) => ({
              value: level,
              label: t(`evaluation.levels.${level}`),
            }))}
          />
        </Form.Item>
        <Form.Item name={[at, 'officerCategory']} label={t('live.category')}>
          <Select
            allowClear
            placeholder={t('evaluation.norm.everyone')}
            options={OFFICER_CATEGORIES.map((one) => ({
              value: one,
              label: t(`officerCategory.${one}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name={[at, 'post']}
          label={t('schemeForm.post')}
          extra={t('schemeForm.postHint')}
        >
          <Select
            allowClear
            options={POST_ROLES.map((one) => ({ value: one, label: t(`postRole.${one}`) }))}
          />
        </Form.Item>
        <Form.Item
          name={[at, 'base']}
          label={t('evaluation.base')}
          extra={t('schemeForm.baseHint')}
          rules={[...required, inRange({ least: 0 })]}
        >
          <InputNumber />
        </Form.Item>
        <Form.Item
          name={[at, 'ceiling']}
          label={t('schemeForm.ceiling')}
          extra={t('schemeForm.ceilingHint')}
          rules={[inRange({ least: 0 })]}
        >
          <InputNumber />
        </Form.Item>
      </Fields>
      <Form.List name={[at, 'terms']}>
        {(terms, { add, remove: drop }) => (
          <>
            {terms.map(({ key, name }) => (
              <TermFields key={key} at={name} remove={() => drop(name)} />
            ))}
            <p className={styles.acts}>
              <Button
                size="small"
                disabled={terms.length >= TERMS_MAX}
                onClick={() => add(FIRST(terms.length))}
              >
                {t('schemeForm.addTerm')}
              </Button>
              {remove && (
                <Button size="small" danger onClick={remove}>
                  {t('schemeForm.removeSection')}
                </Button>
              )}
            </p>
          </>
        )}
      </Form.List>
    </>
  );
};
