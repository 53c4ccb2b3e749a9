import { Form, InputNumber } from 'antd';
import { useWords } from '../../i18n/use-words.ts';
import type { Limits } from './norm-fields.ts';

interface NumberFieldProps {
  name: string;
  /** Of which object of the rules it is a member. */
  within?: 'alerts';
  limits: Limits;
}

/** A number of the rules with what it means and the range it may have. */
export const NumberField = ({ name, within, limits }: NumberFieldProps) => {
  const { t } = useWords();
  const { isOptional, least, most } = limits;
  const range = t('evaluation.norm.range', { least, most });
  return (
    <Form.Item
      name={within ? [within, name] : name}
      label={t(`evaluation.norm.field.${name}`)}
      extra={`${t(`evaluation.norm.hint.${name}`)} ${range}`}
      rules={isOptional ? [] : [{ required: true, message: t('settings.required') }]}
    >
      <InputNumber min={least} max={most} data-testid={`norm-${name}`} />
    </Form.Item>
  );
};
