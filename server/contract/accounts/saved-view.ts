import { type Static, Type } from 'typebox';

/** Views that one account keeps at most. */
export const SAVED_VIEWS_MAX = 100;

export const VIEW_NAME_MAX = 40;
export const ViewName = Type.String({
  minLength: 1,
  maxLength: VIEW_NAME_MAX,
  pattern: '^\\S(.*\\S)?$',
});

const Search = Type.String({
  maxLength: 2_000,
  description: 'Search part of the address of the page of cases, with its question mark',
});

/** A way of looking at cases that was given a name. */
export const SavedView = Type.Object({ name: ViewName, search: Search });
export type SavedView = Static<typeof SavedView>;

export const SavedViewBody = Type.Object({ search: Search }, { additionalProperties: false });
