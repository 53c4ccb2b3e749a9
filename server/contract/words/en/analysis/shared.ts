/** Parameters that several methods have. */
export const CELLS = {
  cells: 'Cells that incidents are counted in; auto is h3 of degrees, square of planar input',
  resolution: 'Resolution of H3 cells (9: edge of 200 m)',
  sideM: 'Side of square cells',
  cover:
    'Cells of the study when the input has no area: in the hull of the incidents, those with incidents, or their rectangle',
  rings: 'Rings of cells that are neighbours',
};

export const NEIGHBOURS = {
  contiguity:
    'Squares and polygons that are neighbours, touching within 10 cm: at a point, or along an edge',
  bandM: 'Cells with centres this close are neighbours, instead of rings',
};

export const STEPS = {
  steps:
    'Steps of time that incidents are counted in: of days (stepDays), or whole months, quarters or years of the calendar, compared at one rate as they are not equally long; those that the record (from, to, else the days of the first and last incident) does not cover whole are left out',
  stepDays: 'Length of a step of days; whole steps are laid back from the last incident',
  timeZone: 'IANA time zone of the calendar',
};

export const PERMUTATIONS = { permutations: 'Random permutations; 0 for none' };

export const SEED = { seed: 'Seed of the random numbers; the same seed gives the same answer' };
