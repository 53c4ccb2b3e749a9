import type { WarningLevel } from '../../server/contract/warnings/warning.ts';
import { GLYPHS } from './glyph.tsx';

const MARK = 'M7 4.3l.25 4.9h1.5L9 4.3Zm1 5.9a1.05 1.05 0 1 0 0 2.1 1.05 1.05 0 0 0 0-2.1Z';

/** One shape a level, 16 by 16, with more corners the worse it is: told apart without colour. The map draws the same paths. */
export const LEVEL_GLYPHS: Record<WarningLevel, string> = {
  // Ring with the mark.
  blue: `M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7Z${MARK}`,
  // Triangle with the mark cut out.
  yellow: GLYPHS.suspicious,
  // Square on its corner with the mark cut out.
  orange: `M8 .4 15.6 8 8 15.6.4 8Z${MARK}`,
  // Octagon with the mark cut out.
  red: `M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z${MARK}`,
};

export const LevelGlyph = ({ level, size = 14 }: { level: WarningLevel; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={LEVEL_GLYPHS[level]} fill={`var(--warning-${level})`} fillRule="evenodd" />
  </svg>
);
