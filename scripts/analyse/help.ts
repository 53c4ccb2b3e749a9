import type { TSchema } from 'typebox';
import { ANALYSIS_ERRORS } from '../../server/domain/analysis/error.ts';
import type { Method } from '../../server/domain/analysis/method.ts';

/** What files may hold, for `--help`. */
export const INPUT_HELP = `Input files (CSV with a header line, GeoJSON or GeoParquet)
  incidents   lng,lat (WGS-84 degrees) or x,y (planar metres; x_ft, y (km) in the unit that they say); time, or start,end of the interval in
              which it happened: ISO 8601 (UTC without an offset) or days since 1970-01-01 as a number;
              category; id; weight
  lattice     id,value[,population][,period][,x,y] one row a cell (and period), or polygons with these
              properties; --neighbours FILE of id,neighbour[,weight], each link in the direction given,
              a link of a cell to itself replaces its own weight of 1; else polygons are neighbours by
              shared corners (--contiguity); ids or a column h3 that are cells of H3 need neither:
              neighbours are --rings of cells, or centres within --bandM
  cases       location[,day][,cases][,population] with lng,lat or x,y, or with --locations FILE
              (location,lng,lat or location,x,y) and --population FILE (location[,day],population,
              by straight line between days; controls and expected cases, under those headers, are of
              their day and add up); without days for scans of space; where every day is a
              month or a year, those are the intervals; with a covariate in cases and population
              (location[,day],covariate,population) expected cases are standardised over its strata
  SaTScan     --in FILE.cas --locations FILE.geo --population FILE.pop or FILE.ctl; coordinates are
              latitude and longitude where all may be degrees, else x, y (--columns x=first,y=second); where cases
              are dated by months or years, those are the intervals
  Lengths and spans may have a unit: --epsM 500ft, 1.5km, 0.3mi, 100yd; --reachD 36h, 2wk
  Other column names: --columns lng=LON,time=OCCURRED_AT`;

/** Parameters of a method as help lines: name, unit or names, default, meaning. */
function parameterLines(method: Method): string[] {
  const required = new Set(method.parameters.required ?? []);
  return Object.entries(method.parameters.properties).map(([name, schema]) => {
    const facts = [rangeOf(schema), defaultOf(schema, required.has(name))]
      .filter(Boolean)
      .join('; ');
    return `    --${name.padEnd(18)} ${(schema as { description?: string }).description ?? ''}${facts ? ` [${facts}]` : ''}`;
  });
}

function rangeOf(schema: TSchema): string {
  const s = schema as Record<string, unknown>;
  const names = (s.enum ?? (s.anyOf as { const: string }[] | undefined)?.map((o) => o.const)) as
    | string[]
    | undefined;
  const low =
    s.minimum ?? (s.exclusiveMinimum === undefined ? undefined : `> ${s.exclusiveMinimum}`);
  const high =
    s.maximum ?? (s.exclusiveMaximum === undefined ? undefined : `< ${s.exclusiveMaximum}`);
  const range = low === undefined && high === undefined ? '' : `${low ?? ''}..${high ?? ''}`;
  return [names?.join(' | '), range, s.unit].filter(Boolean).join(' ');
}

function defaultOf(schema: TSchema, isRequired: boolean): string {
  const fallback = (schema as { default?: unknown }).default;
  if (fallback !== undefined) return `default ${fallback}`;
  return isRequired ? 'required' : 'optional';
}

/** One method: what it does, what it takes, what it gives. */
export const methodHelp = (method: Method): string =>
  [
    `${method.id}  ${method.summary}`,
    `  Source: ${method.source}`,
    `  Input: ${method.inputs.join(' or ')}${method.needs.length > 0 ? `, with ${method.needs.join(', ')}` : ''}`,
    '  Parameters:',
    ...parameterLines(method),
    '  Columns of the result:',
    ...Object.entries(method.columns).map(([name, meaning]) => `    ${name.padEnd(20)} ${meaning}`),
  ].join('\n');

/** Everything: input, every method, error codes. */
export const fullHelp = (methods: readonly Method[]): string =>
  [
    INPUT_HELP,
    '',
    ...methods.map((method) => `${methodHelp(method)}\n`),
    'Errors (exit code 1, CODE: message on standard error)',
    ...Object.entries(ANALYSIS_ERRORS).map(([code, meaning]) => `  ${code.padEnd(20)} ${meaning}`),
  ].join('\n');
