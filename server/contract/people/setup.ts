import { type Static, Type } from 'typebox';

/** Of each sort that lacks something, so many are named; the count is of all. */
export const SETUP_NAMED = 100;

const Lacking = Type.Object({
  count: Type.Integer(),
  named: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }), {
    description: `The first ${SETUP_NAMED} by code`,
  }),
});

/** What a deployment holds now, and what of it takes no part in patrols because something is missing. */
export const Setup = Type.Object({
  grids: Type.Integer({ description: 'Grids with ground in your area' }),
  officers: Type.Integer({ description: 'Officers who hold a grid in your area' }),
  handhelds: Type.Integer({ description: 'Handhelds they carry' }),
  enrolled: Type.Integer({ description: 'Of these, made a phone’s own by a sheet' }),
  heard: Type.Integer({ description: 'Of these, heard of at least once' }),
  norms: Type.Integer({
    description: 'Norms in force or to come; without one the built-in rules hold',
  }),
  categories: Type.Integer({ description: 'Kinds of incidents in use' }),
  accounts: Type.Integer({ description: 'Accounts in your area' }),
  lacking: Type.Object({
    areasWithoutGround: Lacking,
    officersWithoutGrid: Lacking,
    officersWithoutHandheld: Lacking,
    handheldsWithoutOfficer: Lacking,
  }),
});
export type Setup = Static<typeof Setup>;
export type Lack = keyof Setup['lacking'];
