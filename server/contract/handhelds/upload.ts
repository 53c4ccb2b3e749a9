import { type Static, Type } from 'typebox';
import { Datum } from '../areas/geo.ts';
import { toldNotes } from '../file-problem.ts';
import { literals } from '../literals.ts';
import { record } from '../shapes.ts';

/** Largest file of a logger, bytes. */
export const UPLOAD_MAX_BYTES = 16 * 1024 * 1024;

export const UploadQuery = Type.Object({
  format: Type.Optional(
    literals(['csv', 'gpx', 'nmea', 'plt'], {
      description: 'Told by the file itself unless given',
    }),
  ),
  timeZone: Type.Optional(
    Type.String({
      description:
        'Zone of times without an offset, IANA; that of the grid of its officer, or of your area, unless given. Those of NMEA are UTC',
    }),
  ),
  timeFormat: Type.Optional(
    Type.String({
      description:
        'How times are written, where the values do not tell: dd/mm/yyyy, mm/dd/yyyy, unix-s, ...',
    }),
  ),
  columns: Type.Optional(
    Type.String({ description: 'Names of columns of a CSV: time=WHEN,lng=LON,lat=LAT' }),
  ),
  datum: Type.Optional(Datum),
});

/** What became of an uploaded file. */
export const Uploaded = Type.Object({
  format: Type.String(),
  stored: Type.Integer(),
  duplicate: Type.Integer(),
  refused: Type.Integer(),
  refusals: record(Type.Integer(), { description: 'How many by reason' }),
  ...toldNotes('What was left out, or taken for something'),
});
export type Uploaded = Static<typeof Uploaded>;
