import type { MultiPolygon, Point, Polygon } from 'geojson';
import { type Static, Type } from 'typebox';
import { FileProblem, toldNotes, toldProblems } from '../file-problem.ts';
import { literals } from '../literals.ts';
import { GRID_TYPES, GridType, LEVELS, Level } from './area.ts';
import { Datum } from './geo.ts';

/** What can be wrong with a feature of an area file, in the order it is reported. */
export const AREA_DEFECTS = [
  'unreadable',
  'missing-key',
  'unknown-level',
  'unknown-grid-type',
  'empty-geometry',
  'not-a-polygon',
  'coordinates-out-of-range',
  'ring-too-short',
  'ring-not-closed',
  'invalid-ring',
  'duplicate-code',
  'code-taken',
  'unknown-parent',
  'level-not-below-parent',
  'overlap',
  'outside-parent',
  'not-later',
  'judged-since',
] as const;
export type AreaDefectCode = (typeof AREA_DEFECTS)[number];

/** Defects one may choose to live with; all others would leave the store with areas nothing can be judged by. */
export const TOLERABLE_DEFECTS = ['code-taken', 'overlap', 'outside-parent'] as const;

const Key = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });

/** How the features of a GeoJSON file become areas. Keys name properties; `a.b` reaches into an object. */
export const AreaImportOptions = Type.Object(
  {
    codeKey: Key('Property with the code, the identity of the area across versions'),
    nameKey: Key('Property with the name'),
    parentKey: Type.Optional(Key('Property with the code of the parent')),
    codePrefix: Type.Optional(
      Key('Put before codes and parents read from the file, so that they clash with no others'),
    ),
    parent: Type.Optional(Key('Code of the parent of features that name none')),
    levelKey: Type.Optional(Key(`Property with the level: ${LEVELS.join(', ')}`)),
    level: Type.Optional(Level),
    gridTypeKey: Type.Optional(Key(`Property with the grid type: ${GRID_TYPES.join(', ')}`)),
    gridType: Type.Optional(GridType),
    timeZone: Type.String({ default: 'Asia/Shanghai', maxLength: 64, description: 'IANA name' }),
    datum: Type.Unsafe<Datum>({ ...Datum, default: 'wgs84' }),
    from: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          'Valid from. Unless told: now for another version and for what takes ground that another held, always for what was not on record',
      }),
    ),
    makeParents: Type.Boolean({
      default: false,
      description: 'Parents that are only named are made from their children, one level up',
    }),
    growParents: Type.Boolean({
      default: false,
      description:
        'Parents on record that do not hold an area of the file grow by it, and so on upwards',
    }),
    top: Type.Optional(
      Key('Name and code of an area made, or enlarged, to hold everything without a parent'),
    ),
    repair: Type.Boolean({
      default: false,
      description: 'Close open rings, drop rings under 4 positions, untangle crossings; each told',
    }),
    allow: Type.Array(literals(TOLERABLE_DEFECTS), {
      default: [],
      description: 'Defects to report and live with',
    }),
    overlapM2: Type.Number({
      default: 100,
      minimum: 0,
      description: 'Overlap of neighbours, or area outside the parent, that is tolerated, m²',
    }),
    overlapShare: Type.Number({
      default: 0.001,
      minimum: 0,
      maximum: 1,
      description: 'The same as a share of the (smaller) area; the larger of both is tolerated',
    }),
    sliverM: Type.Number({
      default: 1,
      minimum: 0,
      maximum: 100,
      description:
        'Overlap, or area outside the parent, this thin is tolerated however long, metres',
    }),
    healM: Type.Number({
      default: 0,
      minimum: 0,
      maximum: 20,
      description:
        'Slivers between neighbours up to this wide are closed, metres: an overlap goes to whichever is first in the file, a gap to the first of the file beside it; 0: none',
    }),
    closeMissing: Type.Boolean({
      default: false,
      description: 'Areas beside those of the file, of its levels, that it lacks end at `from`',
    }),
    check: Type.Boolean({ default: false, description: 'Only validate' }),
  },
  { additionalProperties: false },
);
export type AreaImportOptions = Static<typeof AreaImportOptions>;

/** Member of a feature that reading a file puts beside its own where it, or its shape, cannot be read (RFC 7946, 6.1): why. */
export const Unread = Type.Array(FileProblem, { minItems: 1, maxItems: 20 });

/** Any GeoJSON; what is wrong with its features is said feature by feature. */
export const AreaImport = Type.Object({
  collection: Type.Object({
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 50_000 }),
    crs: Type.Optional(
      Type.Unknown({
        description:
          'Coordinate system of the file (GeoJSON 2008): refused unless its degrees are WGS-84 to within a metre',
      }),
    ),
  }),
  options: AreaImportOptions,
});
export type AreaImport = Static<typeof AreaImport>;

/** Something found at one feature. */
export const AreaDefect = Type.Object({
  feature: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Place in the file from 0; null: an area of the store',
  }),
  code: Type.Union([Type.String(), Type.Null()]),
  defect: literals(AREA_DEFECTS),
  ...toldProblems,
});
export type AreaDefect = Static<typeof AreaDefect>;

/** Defects of an import of which it is told where they lie; the rest is named only. */
export const PLACES_MOST = 500;

/** Where on earth a defect lies. */
export const DefectPlace = Type.Object({
  defect: Type.Integer({ description: 'Place in `defects` from 0' }),
  ground: Type.Unsafe<Polygon | MultiPolygon | Point>(
    Type.Object(
      { type: Type.String(), coordinates: Type.Array(Type.Unknown()) },
      { description: 'GeoJSON in WGS-84: what two areas share, what lies outside, or a point' },
    ),
  ),
});
export type DefectPlace = Static<typeof DefectPlace>;

/** What closing slivers came to. */
export const Healed = Type.Object({
  overlaps: Type.Integer(),
  overlapM2: Type.Number(),
  gaps: Type.Integer(),
  gapM2: Type.Number(),
});
export type Healed = Static<typeof Healed>;

/** A file that lies beside the record, and the coordinate system as which it would lie on it. */
export const Shift = Type.Object({
  metres: Type.Integer({ description: 'How far its areas lie from the record, median' }),
  datum: Datum,
  leftM: Type.Integer({ description: 'How far they would lie in that system' }),
});
export type Shift = Static<typeof Shift>;

/** What becomes of a grid: its ground goes to several, to one with others, to another code; another outline; another name, parent or type; nobody's ground. */
export const GRID_CHANGES = [
  'split',
  'merged',
  'replaced',
  'redrawn',
  'described',
  'ended',
] as const;

/** A grid on record that an import changes or ends. Past patrols stay with the version they were walked in. */
export const GridChange = Type.Object({
  code: Type.String(),
  name: Type.String(),
  change: literals(GRID_CHANGES),
  ends: Type.Boolean({ description: 'Its code is not in force after `from`' }),
  into: Type.Array(Type.Object({ code: Type.String(), share: Type.Number() }), {
    description: 'Who takes its ground, 5 % at least, largest share first',
  }),
  nobodys: Type.Number({ description: 'Share of its ground that no grid of the import takes' }),
  officers: Type.Array(
    Type.Object({ id: Type.Integer(), code: Type.String(), name: Type.String() }),
    {
      description: 'Who holds it at `from`; where it ends, or later, and is left without that grid',
    },
  ),
  posts: Type.Array(Type.String(), {
    description: 'Names of those who have a post in it then or later, where it ends',
  }),
  accounts: Type.Array(Type.String(), {
    description: 'Names of accounts whose area it is, where it ends',
  }),
  norms: Type.Integer({ description: 'Norms of its own that hold then or later' }),
  checkpoints: Type.Integer({
    description: 'Checkpoints of these norms that it no longer holds; all of them where it ends',
  }),
  warnings: Type.Integer({ description: 'Standing warnings that name it, where it ends' }),
  walking: Type.Integer({
    description: 'Patrols that are being walked in it: each is judged by the grid it began in',
  }),
  patrols: Type.Integer({ description: 'Patrols before `from`, which stay as they were judged' }),
});
export type GridChange = Static<typeof GridChange>;

/** Areas that an import changes, of which it is told how; all are counted. */
export const AREAS_TOLD = 500;

const AreaTold = Type.Union([
  Type.Object({
    name: Type.String(),
    level: Level,
    parent: Type.Union([Type.String(), Type.Null()]),
    gridType: Type.Union([GridType, Type.Null()]),
  }),
  Type.Null(),
]);

/** An area that is another from `from` on, in words; what becomes of its ground is told of grids. */
export const ChangedArea = Type.Object({
  code: Type.String(),
  before: AreaTold,
  after: AreaTold,
  outline: Type.Boolean({ description: 'Whether its outline is another' }),
});
export type ChangedArea = Static<typeof ChangedArea>;

/** Rings that lie nearer to each other than this, degrees (a centimetre on the ground), are the same. */
export const SAME_DEG = 1e-7;

/** What an import found and did. With any defect nothing was stored. */
export const AreaImportReport = Type.Object({
  imported: Type.Boolean(),
  from: Type.String({ format: 'date-time' }),
  features: Type.Integer(),
  created: Type.Integer({ description: 'Areas that were not there before' }),
  changed: Type.Integer({ description: 'Areas with a new version' }),
  unchanged: Type.Integer(),
  keptShape: Type.Integer({
    description: `Areas whose rings lie within ${SAME_DEG} degrees (a centimetre) of those on record, which keep the shape they have`,
  }),
  closed: Type.Integer({ description: 'Areas that ended at `from`' }),
  touched: Type.Object(
    {
      patrols: Type.Integer(),
      days: Type.Integer(),
      cases: Type.Object(
        {
          moved: Type.Integer({ description: 'Cases that come to lie in other areas' }),
          otherLevel: Type.Integer({
            description: 'Of these, whose lowest area is of another level, as where a grid ends',
          }),
          withoutOfficer: Type.Integer({
            description: 'Of these, that come to a grid which nobody has at `from`',
          }),
        },
        { description: 'Cases open now that follow the areas as soon as these hold' },
      ),
    },
    {
      description:
        'Ended patrols, and days of officers on record, since `from` in grids that are cut or placed otherwise: an import judges them again, a check says how many; and open cases',
    },
  ),
  areas: Type.Array(ChangedArea, {
    description: `What ends, is changed and is new, in this order, each by code; the first ${AREAS_TOLD}`,
  }),
  grids: Type.Array(GridChange, { description: 'Grids on record that are others from `from` on' }),
  healed: Healed,
  shift: Type.Union([Shift, Type.Null()], {
    description: 'Where the areas would fit the record in another coordinate system',
  }),
  made: Type.Array(Type.String(), {
    description: 'Codes of areas made from their children, or grown by them',
  }),
  defects: Type.Array(AreaDefect),
  places: Type.Array(DefectPlace, {
    description: `Where the first ${PLACES_MOST} defects lie, as far as that is less than the whole area`,
  }),
  allowed: Type.Array(AreaDefect, { description: 'Defects the options live with' }),
  repaired: Type.Array(AreaDefect, { description: 'Defects that were mended' }),
  ...toldNotes('What the file was taken for where it did not say, or said something else'),
});
export type AreaImportReport = Static<typeof AreaImportReport>;

/** What an import of areas does, one after the other: reads shapes into the store, mends them, places them beside each other and in the tree, compares them with what is on record, stores them. */
export const AREA_IMPORT_STAGES = ['load', 'mend', 'place', 'compare', 'store'] as const;
export type AreaImportStage = (typeof AREA_IMPORT_STAGES)[number];

/** A stage that begins. */
export interface AreaImportProgress {
  stage: AreaImportStage;
  features: number;
}
