import { theme } from 'antd';
import {
  type Color,
  converter,
  differenceEuclidean,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  wcagContrast,
} from 'culori';
import { describe, expect, test } from 'vitest';
import { antdTheme } from '../../client/theme/antd-theme.ts';
import { PALETTES, type Palette, type Shade } from '../../client/theme/tokens.ts';

const linear = converter('lrgb');

/** A filter of light, which is what its matrices are for, not of the numbers a screen is sent. */
const ofLight =
  (filter: ReturnType<typeof filterDeficiencyProt>) =>
  (colour: string): Color => ({
    ...filter({ ...linear(colour)!, mode: 'rgb' })!,
    mode: 'lrgb',
  });

/** Eyes by what they lack altogether, as Machado, Oliveira and Fernandes simulate it (2009). */
const EYES: Record<string, (colour: string) => Color> = {
  all: (colour) => linear(colour)!,
  'no red cones': ofLight(filterDeficiencyProt(1)),
  'no green cones': ofLight(filterDeficiencyDeuter(1)),
  'no blue cones': ofLight(filterDeficiencyTrit(1)),
};
const lab = converter('lab65');
/** Distance of CIE 1976 in CIELAB; some 2 can just be told apart side by side. */
const apart = differenceEuclidean('lab65');

/** Steps of a ramp lie beside each other on the map and differ in lightness too. */
const STEP_MIN = 12;
const LIGHTNESS_MIN = 8;
/** WCAG 2.2, 1.4.3. */
const TEXT_MIN = 4.5;
/** Kinds lie anywhere on the map. */
const KINDS_MIN = 10;

const RAMPS = ['heat', 'incidentHeat', 'stale'] as const;
const KINDS = {
  standing: ({ standing }) => Object.values(standing),
  warning: ({ warning }) => Object.values(warning),
  segment: ({ segment }) => Object.values(segment),
  'hot and cold spots': ({ danger, accent, standing }) => [danger, accent, standing.none],
} satisfies Record<string, (palette: Palette) => string[]>;

const cases = Object.entries(PALETTES).flatMap(([shade, palette]) =>
  Object.entries(EYES).map(([eyes, see]) => ({ shade, palette, eyes, see })),
);

describe.each(cases)('in the $shade shade, to eyes with $eyes', ({ palette, see }) => {
  test.each(RAMPS)('the steps of %s are told apart, and rise or fall in lightness', (name) => {
    const seen = palette[name].map((colour) => see(colour));
    const rises = seen.slice(1).map((colour, i) => lab(colour)!.l - lab(seen[i]!)!.l);
    for (const [i, rise] of rises.entries()) {
      expect(apart(seen[i]!, seen[i + 1]!)).toBeGreaterThan(STEP_MIN);
      expect(Math.abs(rise)).toBeGreaterThan(LIGHTNESS_MIN);
      expect(Math.sign(rise)).toBe(Math.sign(rises[0]!));
    }
  });

  test.each(Object.entries(KINDS))('the fills of %s are told apart', (_, coloursOf) => {
    const seen = coloursOf(palette).map((colour) => see(colour));
    for (const [i, one] of seen.entries())
      for (const other of seen.slice(0, i)) expect(apart(one, other)).toBeGreaterThan(KINDS_MIN);
  });
});

describe.each(Object.keys(PALETTES) as Shade[])('in the %s shade', (shade) => {
  const { components, ...rest } = antdTheme(shade, true);
  const { dangerColor, ...button } = components!.Button!;
  const { colorTextLightSolid, ...token } = { ...theme.getDesignToken(rest), ...button };
  test.each([
    'colorError',
    'colorErrorHover',
    'colorErrorActive',
  ] as const)('a button of what cannot be undone is read in %s, filled and not', (name) => {
    const colour = token[name];
    expect(wcagContrast(colour, dangerColor ?? colorTextLightSolid)).toBeGreaterThan(TEXT_MIN);
    for (const behind of [token.colorBgContainer, token.colorBgElevated])
      expect(wcagContrast(colour, behind)).toBeGreaterThan(TEXT_MIN);
  });
});
