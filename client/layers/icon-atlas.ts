import { WARNING_LEVELS } from '../../server/contract/warnings/warning.ts';
import { GLYPHS } from '../theme/glyph.tsx';
import { LEVEL_GLYPHS } from '../theme/level-glyph.tsx';
import { STANDINGS } from '../theme/tokens.ts';

const CELL = 64;

/** Shapes only the map draws, on the same 16 by 16 field. */
const SHAPES = {
  ...GLYPHS,
  ...LEVEL_GLYPHS,
  heading: 'M8 0 12.2 6.2H3.8Z',
  diamond: 'M8 1.5 14.5 8 8 14.5 1.5 8Z',
  cross: 'M3.6 2 8 6.4 12.4 2 14 3.6 9.6 8l4.4 4.4-1.6 1.6L8 9.6 3.6 14 2 12.4 6.4 8 2 3.6Z',
} as const;
export type Shape = keyof typeof SHAPES;

const NAMES = [
  ...STANDINGS,
  ...WARNING_LEVELS,
  'heading',
  'diamond',
  'cross',
] as const satisfies readonly Shape[];

/** Where each shape lies in the atlas, as deck.gl's IconLayer reads it. Masks: coloured when drawn. */
export const ICON_MAPPING = Object.fromEntries(
  NAMES.map((name, i) => [
    name,
    {
      x: i * CELL,
      y: 0,
      width: CELL,
      height: CELL,
      anchorX: CELL / 2,
      anchorY: CELL / 2,
      mask: true,
    },
  ]),
);

/** All shapes in one picture, drawn here since the content security policy lets nothing be fetched as data. */
export const drawIconAtlas = (): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = CELL * NAMES.length;
  canvas.height = CELL;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  NAMES.forEach((name, i) => {
    context.setTransform(CELL / 18, 0, 0, CELL / 18, i * CELL + CELL / 18, CELL / 18);
    context.fill(new Path2D(SHAPES[name]), 'evenodd');
  });
  return canvas;
};

let atlas: HTMLCanvasElement | undefined;
export const iconAtlas = (): HTMLCanvasElement => {
  atlas ??= drawIconAtlas();
  return atlas;
};
