export type Rgba = [number, number, number, number];

/** `#rrggbb` with an opacity from 0 to 1, as deck.gl takes it. */
export const rgba = (hex: string, opacity = 1): Rgba => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, Math.round(opacity * 255)];
};
