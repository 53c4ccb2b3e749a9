import type { CodeScreen } from '../../server/contract/checkpoints/screen.ts';
import { momentText } from '../plain/clock-text.ts';

/** What is shown at a moment (Unix ms): the code of the area's own day; undefined where the screen was too long without the server. */
export const codeAt = ({ codes, timeZone }: CodeScreen, moment: number) => {
  const today = momentText(moment, timeZone).slice(0, 'YYYY-MM-DD'.length);
  return codes.find(({ day }) => day === today);
};
