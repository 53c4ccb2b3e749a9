import { useWords } from '../i18n/use-words.ts';

export interface Range {
  least: number;
  /** Absent: any. */
  most?: number;
  /** It has no decimals. */
  isWhole?: boolean;
}

export const isWithin = ({ isWhole, least, most = Infinity }: Range, value: number): boolean =>
  value >= least && value <= most && (!isWhole || Number.isInteger(value));

/** What is said beside a number that is out of its range. */
export const useToldRange = () => {
  const { t } = useWords();
  return ({ isWhole, least, most }: Range) =>
    most === undefined
      ? t(isWhole ? 'state.notWholeFrom' : 'state.tooLow', { least })
      : t(isWhole ? 'state.notWhole' : 'state.outOfRange', { least, most });
};

/** The rule of a number field: one out of its range is told beside it and stays as it was typed, where an input with limits puts it right in silence. */
export const useRange = () => {
  const told = useToldRange();
  return (range: Range) => ({
    type: range.isWhole ? ('integer' as const) : ('number' as const),
    min: range.least,
    ...(range.most === undefined ? {} : { max: range.most }),
    message: told(range),
  });
};
