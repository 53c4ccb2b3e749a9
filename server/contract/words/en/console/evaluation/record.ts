/** The record of an officer. */
export const record = {
  title: 'Record of duty',
  years: 'Years',
  figures: 'Figures by quarter and year',
  noFigures: 'No day is on record in these years.',
  ratings: 'Ratings',
  noRatings: 'No scheme scored these periods.',
  rank: 'Rank',
  stars: '{{count}} stars',
  held: 'Grids held',
  posts: 'Posts',
  leave: 'Leave',
  source:
    'Every figure is of edition {{edition}} ({{at}} UTC) by definitions {{definitions}}; a period leads to what answers with it.',
};
