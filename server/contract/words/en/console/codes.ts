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
