/** Types of grids and categories of officers. */
export const gridType = {
  urban: '城市社区',
  'urban-village': '城中村',
  rural: '农村',
  park: '园区',
};

export const officerCategory = {
  'full-time': '专职',
  'part-time': '兼职',
  specialist: '专业',
  volunteer: '志愿',
};

export const postRole = {
  leader: '网格长',
  instructor: '网格指导员',
  police: '网格警员',
  staff: '中心、站所人员',
};
