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
