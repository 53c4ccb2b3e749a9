import { expect, test } from 'vitest';
import { labelPoint } from '../../../client/layers/base-map/label-point.ts';
import { boundsOf } from '../../../client/layers/bounds.ts';
import { rgba } from '../../../client/layers/colour.ts';
import { gridNames } from '../../../client/parts/use-grid-name.ts';
import { cssVariables } from '../../../client/theme/css-variables.ts';
import { PALETTES, STANDINGS } from '../../../client/theme/tokens.ts';
import type { Area } from '../../../server/contract/areas/area.ts';

test('colours come as deck.gl takes them', () => {
  expect(rgba('#0f9a78', 0.5)).toEqual([15, 154, 120, 128]);
});

test('a name goes to the middle of the largest part', () => {
  const square = (x: number, y: number, side: number): [number, number][] => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
  const [lng, lat] = labelPoint({
    type: 'MultiPolygon',
    coordinates: [[square(120, 20, 0.001)], [square(121, 28, 0.01)]],
  });
  expect(lng).toBeCloseTo(121.005, 9);
  expect(lat).toBeCloseTo(28.005, 9);
});

test('bounds hold every position, and nothing has none', () => {
  expect(boundsOf([])).toBeNull();
  expect(
    boundsOf([
      [3, 1],
      [1, 2],
    ]),
  ).toEqual([
    [1, 1],
    [3, 2],
  ]);
});

const luminance = (hex: string): number => {
  const [r, g, b] = rgba(hex)
    .slice(0, 3)
    .map((v) => (v <= 10.31 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
/** Contrast ratio, WCAG 2.2. */
const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
};

test.each(['light', 'dark'] as const)('text keeps AA contrast on every surface, %s', (shade) => {
  const p = PALETTES[shade];
  const inks = [p.text, p.muted, p.faint, p.accentText, p.danger, ...Object.values(p.standingText)];
  for (const ink of inks) {
    for (const ground of [p.panel, p.raised]) {
      expect([ink, ground, contrast(ink, ground) >= 4.5]).toEqual([ink, ground, true]);
    }
  }
});

test.each(['light', 'dark'] as const)('shapes stand out from the panel, %s', (shade) => {
  const p = PALETTES[shade];
  for (const standing of STANDINGS.filter((s) => s !== 'none')) {
    expect([standing, contrast(p.standing[standing], p.panel) >= 2.2]).toEqual([standing, true]);
  }
});

test('both themes set the same custom properties', () => {
  expect(Object.keys(cssVariables('dark'))).toEqual(Object.keys(cssVariables('light')));
});

test('a grid that is only numbered is named with its village, once', () => {
  const area = (id: number, level: Area['level'], name: string, parentId: number | null) =>
    ({ id, level, name, parentId }) as Area;
  const names = gridNames([
    area(1, 'village', '新安社区', null),
    area(2, 'grid', '第1网格', 1),
    area(3, 'grid', '新安社区第2网格', 1),
    area(4, 'grid', '无村网格', null),
  ]);
  expect([...names.values()]).toEqual(['新安社区 第1网格', '新安社区第2网格', '无村网格']);
});
