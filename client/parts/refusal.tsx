import { Alert } from 'antd';
import type { RequestError } from '../api/request.ts';
import { saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';
import { whyOf } from '../i18n/why-of.ts';

/** Why what was sent was not taken, and what of it is wrong. `title`: in other words than those of the error. */
export const Refusal = ({ error, title }: { error: RequestError; title?: string | undefined }) => {
  const { t } = useWords();
  const { more, why } = whyOf(error, t);
  const said = title === undefined ? more : (saidOf(error.problems, t) ?? error.detail);
  return (
    <Alert type="error" showIcon title={title ?? why} {...(said ? { description: said } : {})} />
  );
};
