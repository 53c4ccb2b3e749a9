/** Rasters and kernels. */
const SURFACE = {
  kernel: 'Shape of the kernel',
  bandwidthM: 'σ of the Gaussian, radius of the quartic; chosen by `rule` when left out',
  rule: 'How a bandwidth left out is chosen; the rules can differ a hundredfold',
  cellM: 'Side of a raster cell; the longer side / 128 when left out',
  gridSize: 'Raster cells along the longer side, instead of `cellM`',
  extent:
    'west,south,east,north in the coordinates of the input; that of area or incidents when left out',
  sum: 'Every kernel at every cell, or within 1 % by FFT',
};

/** Cells of a raster. */
const RASTER = {
  col: 'Column from the west, from 0',
  row: 'Row from the south, from 0',
  'lng, lat or x, y': 'Centre of the cell',
};

/** Kernel densities. */
export const density = {
  kde: {
    summary: 'Kernel density of incidents on a raster, per km² (and per period)',
    parameters: {
      ...SURFACE,
      edge: 'Edge correction: none, by the mass at each cell, or at each incident',
      adaptive: 'One bandwidth an incident by the square-root law of Abramson',
      perDays: 'Length of the period that `rate` is told for',
    },
    columns: {
      ...RASTER,
      density: 'Incidents per km² over the whole selection',
      rate: 'Incidents per km² and period, where perDays was given',
    },
  },
  'kde-ratio': {
    summary:
      'Ratio of two density surfaces with one bandwidth: where a category is over-represented',
    parameters: {
      ...SURFACE,
      above: 'Category in the numerator',
      below: 'Category in the denominator; all incidents when left out',
      floor: 'Share of the highest denominator below which no ratio is told',
    },
    columns: {
      ...RASTER,
      numerator: 'Incidents of the category per km²',
      denominator: 'Incidents compared with per km²',
      ratio: 'numerator / denominator; empty where the denominator is below the floor',
      relativeRisk: 'ratio over that of the totals: 1 is average',
    },
  },
};
