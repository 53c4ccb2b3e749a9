import { Alert, Button, Collapse, Input } from 'antd';
import { useState } from 'react';
import type { TSchema } from 'typebox';
import { Errors } from 'typebox/schema';
import type { Fault } from '../../server/contract/meant-faults.ts';
import { problemsOf } from '../../server/contract/schema-problems.ts';
import { saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';

interface ExpertViewProps {
  schema: TSchema;
  /** What the form holds. */
  read: () => unknown;
  /** Fills the form with what fits the schema. */
  take: (value: never) => void;
}

/** What a text is as JSON; undefined where it is none. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Rules as JSON, for those who copy them from elsewhere; what is taken over fills the form. */
export const ExpertView = ({ read, schema, take }: ExpertViewProps) => {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const takeOver = () => {
    const value = parsed(text);
    const faults = value === undefined ? [] : (Errors(schema, value)[1] as Fault[]);
    const problems = problemsOf(faults, value);
    setWrong(value === undefined ? t('evaluation.badJson') : saidOf(problems, t));
    if (value !== undefined && problems.length === 0) take(value as never);
  };
  return (
    <Collapse
      ghost
      onChange={(open) => open.length > 0 && setText(JSON.stringify(read(), null, 2))}
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
              <Button onClick={takeOver}>{t('evaluation.norm.takeJson')}</Button>
            </>
          ),
        },
      ]}
    />
  );
};
