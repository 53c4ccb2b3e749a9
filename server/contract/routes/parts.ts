import { Type } from 'typebox';

/** An id in a path, a query or a body. */
export const IdParam = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Path parameters of a thing with an id. */
export const ById = Type.Object({ id: IdParam });

/** Path parameters of a thing with a code. */
export const ByCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 64 }) });

const MOMENT =
  '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:?\\d{2})|\\d{10,14}';

/** Moments in a query: ISO 8601 with an offset, or Unix milliseconds. */
export const MomentQuery = Type.String({
  pattern: `^(${MOMENT})$`,
  description: 'ISO 8601 with offset, or Unix milliseconds',
});

/** The same, or a whole local day, YYYY-MM-DD. */
export const MomentOrDayQuery = Type.String({
  pattern: `^(${MOMENT}|\\d{4}-\\d{2}-\\d{2})$`,
  description: 'ISO 8601 with offset, Unix milliseconds, or a whole local day, YYYY-MM-DD',
});

/** A local day in a query. */
export const DayText = Type.String({ maxLength: 10, description: 'Local day, YYYY-MM-DD' });

/** A part of a question to the figures: checked in the handler, so that what is wrong is answered with what is allowed. */
export const text = (description: string) =>
  Type.Optional(Type.String({ maxLength: 100, description }));

/** Whole calendar periods by name, in a question to the figures. */
export const NAMED_PERIODS = {
  month: text('In place of from and to: a whole month, YYYY-MM'),
  quarter: text('In place of from and to: a whole quarter, YYYY-Q1 to -Q4'),
  year: text('In place of from and to: a whole year, YYYY'),
};

/** Nothing but the status. */
export const Nothing = Type.Null();

/** What a table of figures may be besides JSON, and what then stands in headers. */
export const TABLE_REPLY = {
  files: ['text/csv', 'application/vnd.apache.parquet'],
  headers: {
    link: 'Of a CSV or Parquet file: path of the next page, `rel="next"`; none on the last',
    'x-xunji-next': 'Of a CSV or Parquet file: cursor of the next page; none on the last',
    'x-xunji-versions': 'Of a CSV or Parquet file: `versions` of the answer as JSON',
  },
} as const;
