/** Types of grids and categories of officers. */
export const gridType = {
  urban: 'Urban',
  'urban-village': 'Urban village',
  rural: 'Rural',
  park: 'Park',
};

export const officerCategory = {
  'full-time': 'Full-time',
  'part-time': 'Part-time',
  specialist: 'Specialist',
  volunteer: 'Volunteer',
};

export const postRole = {
  leader: 'Grid leader',
  instructor: 'Grid instructor',
  police: 'Grid police',
  staff: 'Centre or station staff',
};

/** What can belong to an area. */
export const thing = {
  account: 'account',
  alert: 'alert',
  area: 'area',
  case: 'case',
  department: 'department',
  grid: 'grid',
  handheld: 'handheld',
  incident: 'incident',
  key: 'key',
  nomination: 'nomination',
  officer: 'officer',
  patrol: 'patrol',
  report: 'report',
  study: 'study',
  warning: 'warning',
  webhook: 'webhook',
};

/** Between the words of a list. */
export const between = ', ';
/** Between sentences of which each is a thing of its own, and between a place and what is said of it. */
export const betweenProblems = '; ';
export const afterPlace = ': ';
