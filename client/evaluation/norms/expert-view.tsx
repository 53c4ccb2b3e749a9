import { Alert, Button, Collapse, type FormInstance, Input } from 'antd';
import { useState } from 'react';
import { Errors } from 'typebox/schema';
import { NormRules } from '../../../server/contract/norms/norm.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type NormFields, toFields, toNorm } from './norm-fields.ts';

/** The rules as JSON, for those who copy a norm from elsewhere; what is taken over fills the form. */
export const ExpertView = ({
  form,
  onChange,
}: {
  form: FormInstance<NormFields>;
  onChange: () => void;
}) => {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const take = () => {
    try {
      const rules = JSON.parse(text) as NormRules;
      const [, [first]] = Errors(NormRules, rules);
      if (first) throw new Error(`${first.instancePath} ${first.message}`);
      form.setFieldsValue(toFields(rules));
      setWrong(null);
      onChange();
    } catch (error) {
      setWrong((error as Error).message);
    }
  };
  return (
    <Collapse
      ghost
      onChange={(open) =>
        open.length > 0 &&
        setText(JSON.stringify(toNorm(form.getFieldsValue(true) as NormFields).rules, null, 2))
      }
      items={[
        {
          key: 'json',
          label: t('evaluation.norm.expert'),
          children: (
            <>
              <Input.TextArea
                rows={14}
                spellCheck={false}
                aria-label={t('evaluation.norm.expert')}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
              {wrong && (
                <Alert
                  type="error"
                  showIcon
                  title={t('evaluation.norm.notRules')}
                  description={wrong}
                />
              )}
              <Button onClick={take}>{t('evaluation.norm.takeJson')}</Button>
            </>
          ),
        },
      ]}
    />
  );
};
