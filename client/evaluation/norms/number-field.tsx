import { Form, InputNumber } from 'antd';
import { useRange } from '../../focus/use-range.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Limits } from './norm-fields.ts';

interface NumberFieldProps {
  name: string;
  /** Of which object of the rules it is a member. */
  within?: 'alerts';
  limits: Limits;
  suffix?: string;
}

/** A number of the rules with what it means and the range it may have. One out of it is told, not put right in silence. */
export const NumberField = ({ name, within, limits, suffix }: NumberFieldProps) => {
  const { t } = useWords();
  const { isOptional, isWhole, least, most } = limits;
  const range = t('evaluation.norm.range', { least, most });
  const inRange = useRange();
  return (
    <Form.Item
      name={within ? [within, name] : name}
      label={t(`evaluation.norm.field.${name}`)}
      extra={`${t(`evaluation.norm.hint.${name}`)} ${range}`}
      rules={[
        ...(isOptional ? [] : [{ required: true, message: t('settings.required') }]),
        inRange({ isWhole, least, most }),
      ]}
    >
      <InputNumber data-testid={`norm-${name}`} {...(suffix ? { suffix } : {})} />
    </Form.Item>
  );
};
