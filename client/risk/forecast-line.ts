import type { TFunction } from 'i18next';
import type { ForecastScores } from '../../server/contract/risk/forecast.ts';

type Told = Pick<
  ForecastScores,
  'days' | 'decidesAfter' | 'incidents' | 'method' | 'methods' | 'serving' | 'standsDown'
>;

/** Name of a method of forecasting; one unknown here by its id. */
export const forecastName = (t: TFunction, method: string): string =>
  t(`forecast.methods.${method}`, { defaultValue: method });

/** One line of how the forecast stands. */
export function forecastLine(t: TFunction, told: Told): string {
  const { days, decidesAfter, incidents, serving, standsDown } = told;
  if (standsDown)
    return t('forecast.down', {
      method: forecastName(t, standsDown.method),
      serves: t(`forecast.serves.${serving}`, { defaultValue: serving }),
      since: standsDown.since,
    });
  const method = forecastName(t, told.method);
  if (told.methods.some(({ against }) => against && against.high < 0))
    return t('forecast.behind', { method });
  if (told.methods.some(({ against }) => against)) return t('forecast.holds', { method, days });
  return t('forecast.gathering', {
    days,
    incidents,
    weeks: decidesAfter.weeks,
    needed: decidesAfter.incidents,
  });
}
