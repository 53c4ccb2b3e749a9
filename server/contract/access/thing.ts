/** What can belong to an area, by id or by code. */
export const THINGS = [
  'account',
  'alert',
  'area',
  'case',
  'department',
  'handheld',
  'incident',
  'key',
  'nomination',
  'officer',
  'patrol',
  'report',
  'study',
  'warning',
  'webhook',
] as const;
export type Thing = (typeof THINGS)[number];

/** What is put by code or day and replaced in place: acts on it are kept row by row, and can be taken back. */
export const CATALOGUES = ['holiday', 'category', 'foreign-category', 'department'] as const;
export type Catalogue = (typeof CATALOGUES)[number];
