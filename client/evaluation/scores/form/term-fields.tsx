import { Button, Form, Input, InputNumber, Select } from 'antd';
import { MISSING, TERM_POINTS_MAX, TERM_ROLES } from '../../../../server/contract/scoring/rules.ts';
import { LANGUAGE_CODES } from '../../../../server/contract/words/languages.ts';
import { useRange } from '../../../focus/use-range.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { Fields } from '../../../settings/fields.tsx';
import styles from './form.module.css';
import { ScaleInput, useScaleRange } from './scale-input.tsx';
import { SourceInput } from './source-input.tsx';

/** One term: what it counts, what that is worth, and how many points at most. `at`: its place in the list of terms. */
export const TermFields = ({ at, remove }: { at: number; remove: () => void }) => {
  const { t } = useWords();
  const inRange = useRange();
  const inScale = useScaleRange();
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <fieldset className={styles.term} data-testid="term-fields">
      <Fields>
        <Form.Item name={[at, 'id']} label={t('schemeForm.id')} rules={required}>
          <Input maxLength={64} />
        </Form.Item>
        {LANGUAGE_CODES.map((language) => (
          <Form.Item
            key={language}
            name={[at, 'name', language]}
            label={t(`schemeForm.name.${language}`)}
            rules={required}
          >
            <Input maxLength={200} />
          </Form.Item>
        ))}
        <Form.Item name={[at, 'role']} label={t('schemeForm.role')} rules={required}>
          <Select
            options={TERM_ROLES.map((role) => ({
              value: role,
              label: t(`evaluation.role.${role}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name={[at, 'max']}
          label={t('schemeForm.max')}
          extra={t('evaluation.norm.range', { least: 0, most: TERM_POINTS_MAX })}
          rules={[...required, inRange({ least: 0, most: TERM_POINTS_MAX })]}
        >
          <InputNumber />
        </Form.Item>
        <Form.Item
          name={[at, 'missing']}
          label={t('schemeForm.missing')}
          extra={t('schemeForm.missingHint')}
        >
          <Select
            allowClear
            options={MISSING.map((value) => ({
              value,
              label: t(`schemeForm.missings.${value}`),
            }))}
          />
        </Form.Item>
      </Fields>
      <Form.Item name={[at, 'source']} extra={t('schemeForm.sourceHint')}>
        <SourceInput />
      </Form.Item>
      <Form.Item name={[at, 'scale']} extra={t('schemeForm.scaleHint')} rules={[inScale]}>
        <ScaleInput />
      </Form.Item>
      <Button size="small" danger onClick={remove}>
        {t('schemeForm.removeTerm')}
      </Button>
    </fieldset>
  );
};
