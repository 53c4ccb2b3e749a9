import { RequestError } from '../api/request.ts';
import { saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';

/** A question that was not answered; where it cannot be asked so, what is allowed instead. */
export const Refused = ({ error, retry }: { error: unknown; retry: () => unknown }) => {
  const { t } = useWords();
  const known = error instanceof RequestError ? error : null;
  const why = known && (saidOf(known.problems, t) ?? known.detail);
  return known && why ? (
    <Empty title={t(`error.${known.code}`)} hint={why} />
  ) : (
    <Failure error={error} retry={retry} />
  );
};
