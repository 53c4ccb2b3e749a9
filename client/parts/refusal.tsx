import { Alert } from 'antd';
import type { RequestError } from '../api/request.ts';
import { saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';

/** Why what was sent was not taken, and what of it is wrong. `title`: in other words than those of the error. */
export const Refusal = ({
  error: { code, detail, problems },
  title,
}: {
  error: RequestError;
  title?: string | undefined;
}) => {
  const { t } = useWords();
  const said = saidOf(problems, t) ?? detail;
  return (
    <Alert
      type="error"
      showIcon
      title={title ?? t(`error.${code}`)}
      {...(said ? { description: said } : {})}
    />
  );
};
