import { expect, it } from 'vitest';
import { layersDrawn } from '../../../client/live/map/shown-layers.ts';
import { LAYERS_AT_FIRST } from '../../../client/live/map/view.ts';

it('shows cells in place of the ways of many officers from afar, and what is switched on else', () => {
  const drawn = (zoom: number, officers: number, shown = LAYERS_AT_FIRST) => {
    const { heat, trails } = layersDrawn(shown, zoom, officers);
    return { heat, trails };
  };
  const ways = { heat: false, trails: true };
  expect(drawn(9, 20_000)).toEqual({ heat: true, trails: false });
  expect(drawn(12, 20_000)).toEqual(ways);
  expect(drawn(9, 2_000)).toEqual(ways);
  expect(drawn(9, 20_000, { ...LAYERS_AT_FIRST, trails: false })).toEqual({
    heat: false,
    trails: false,
  });
});
