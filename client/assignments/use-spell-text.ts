import type { Range } from '../../server/contract/people/lay-over.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';

/** From when until when, by the clock of the area; on one day the day once. */
export const useSpellText = (): ((spell: Range) => string) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  return ({ from, to }) => {
    const begin = formatAt(from, timeZone, 'YYYY-MM-DD HH:mm');
    if (to === null) return t('assignments.since', { from: begin });
    const end = formatAt(to, timeZone, 'YYYY-MM-DD HH:mm');
    return `${begin} – ${end.slice(0, 10) === begin.slice(0, 10) ? end.slice(11) : end}`;
  };
};
