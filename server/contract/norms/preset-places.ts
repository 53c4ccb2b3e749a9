/** Places whose published norms others may begin with. */
export const PRESET_PLACES = ['luqiao', 'shawan', 'rencheng', 'xindu', 'kaifeng'] as const;
export type PresetPlace = (typeof PRESET_PLACES)[number];
