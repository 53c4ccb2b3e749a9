import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useHandheld } from './core/state.ts';

/** `t`, and moments as clocks in the grid's time zone show them. */
export const useHandheldWords = () => {
  const words = useWords();
  const zone = useHandheld(({ duty }) => duty?.grid?.timeZone) ?? 'Asia/Shanghai';
  return {
    ...words,
    clock: (moment: number | string) => formatAt(moment, zone, 'HH:mm'),
    day: (moment: number | string) => formatAt(moment, zone, 'MM-DD HH:mm'),
  };
};
