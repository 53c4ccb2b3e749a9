import { useWords } from '../i18n/use-words.ts';

export interface Range {
  least: number;
  most: number;
  /** It has no decimals. */
  isWhole?: boolean;
}

/** The rule of a number field: one out of its range is told beside it and stays as it was typed, where an input with limits puts it right in silence. */
export const useRange = () => {
  const { t } = useWords();
  return ({ isWhole = false, least, most }: Range) => ({
    type: isWhole ? ('integer' as const) : ('number' as const),
    ...{ min: least, max: most },
    message: t(isWhole ? 'state.notWhole' : 'state.outOfRange', { least, most }),
  });
};
