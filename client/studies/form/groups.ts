/** Methods by what they answer, in the order people ask; a method not named here comes last, by itself. */
export const GROUPS = {
  clusters: ['dbscan', 'st-dbscan', 'hdbscan'],
  density: ['kde', 'kde-ratio'],
  hotspot: ['gi-star', 'local-moran', 'rates'],
  change: ['emerging', 'mann-kendall', 'scan'],
  repeat: ['knox', 'hawkes'],
  forecast: ['forecast', 'backtest'],
} as const;
