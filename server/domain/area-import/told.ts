import type { AreaDefect } from '../../contract/areas/area-import.ts';
import { areaDetails } from '../../contract/words/en/console/people/area-details.ts';
import { interpolate } from '../../contract/words/interpolate.ts';

export type Told = AreaDefect['told'];

/** What is wrong with an area, as a code and its values. */
export const tell = (code: Told['code'], values: Told['values'] = {}): Told => ({ code, values });

/** The same with its English sentence, as a defect has it. */
export const inWords = (told: Told): Pick<AreaDefect, 'detail' | 'told'> => ({
  detail: interpolate(areaDetails[told.code], told.values),
  told,
});

/** Why PostGIS calls a shape invalid (`ST_IsValidReason`), such as `Self-intersection[121.37 28.6]`. */
export function tellInvalid(reason: string): Told {
  const place = /^(?:Ring )?Self-intersection\[(.*)\]$/.exec(reason)?.[1];
  return place === undefined
    ? tell('invalid-shape', { why: reason })
    : tell('crosses-itself', { place: place.replace(' ', ', ') });
}
