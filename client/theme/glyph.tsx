import type { Standing } from './tokens.ts';

/** One shape a standing, 16 by 16, told apart without colour. The map draws the same paths. */
export const GLYPHS: Record<Standing, string> = {
  // Disc with a tick cut out.
  completed: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.9 5.2-4.6 5-3.2-3 1.3-1.4 1.8 1.7 3.3-3.6Z',
  // Disc, upper half hollow.
  incomplete:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.9A5.1 5.1 0 0 1 13.1 8H2.9A5.1 5.1 0 0 1 8 2.9Z',
  // Triangle with an exclamation mark cut out.
  suspicious:
    'M8 .8a1 1 0 0 1 .9.5l6.6 12a1 1 0 0 1-.9 1.5H1.4a1 1 0 0 1-.9-1.5l6.6-12A1 1 0 0 1 8 .8ZM7 5.4l.2 4.8h1.6L9 5.4Zm1 5.7a1.05 1.05 0 1 0 0 2.1 1.05 1.05 0 0 0 0-2.1Z',
  // Diamond with a question mark cut out.
  unverifiable:
    'M8 .6 15.4 8 8 15.4.6 8Zm-2.3 5.9h1.6c0-.6.3-.9.8-.9s.7.3.7.7c0 .5-.3.7-.8 1-.6.4-.8.8-.8 1.6v.3h1.5v-.2c0-.4.2-.6.7-.9.6-.4 1-.9 1-1.8 0-1.3-1-2.1-2.3-2.1-1.5 0-2.4.9-2.4 2.3Zm2.2 3.6a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9Z',
  // Two footprints' worth of path: a ring with a moving dot.
  walking:
    'M8 1a7 7 0 1 0 7 7h-1.9A5.1 5.1 0 1 1 8 2.9Zm4.2.3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  // Empty ring.
  none: 'M8 1.6a6.4 6.4 0 1 0 0 12.8A6.4 6.4 0 0 0 8 1.6Zm0 1.8a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2Z',
};

export const Glyph = ({ standing, size = 14 }: { standing: Standing; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={GLYPHS[standing]} fill={`var(--standing-${standing})`} fillRule="evenodd" />
  </svg>
);
