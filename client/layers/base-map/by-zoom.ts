/** A figure that grows from stop to stop of the zoom. */
export const byZoom = (stops: readonly (readonly [zoom: number, value: number])[]) =>
  ['interpolate', ['linear'], ['zoom'], ...stops.flat()] as unknown as number;
