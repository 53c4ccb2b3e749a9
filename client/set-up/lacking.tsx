import { Alert } from 'antd';
import type { Lack, Setup } from '../../server/contract/people/setup.ts';
import { useWords } from '../i18n/use-words.ts';
import { DONE, STEPS } from './steps.ts';

/** Of what lacks something, so many are named. */
const NAMED = 5;

/** What still stands between now and a patrol that is judged, and what was brought in but lacks something. */
export const Lacking = ({ setup }: { setup: Setup }) => {
  const { t, language } = useWords();
  const missing = STEPS.filter((step) => DONE[step](setup) === false);
  const lacks = (Object.keys(setup.lacking) as Lack[]).filter(
    (lack) => setup.lacking[lack].count > 0,
  );
  if (missing.length + lacks.length === 0) return null;
  const list = (names: readonly string[]) => new Intl.ListFormat(language).format(names);
  return (
    <Alert
      type="info"
      data-testid="missing"
      title={
        missing.length > 0
          ? t('setUp.missing', { steps: list(missing.map((step) => t(`setUp.step.${step}`))) })
          : t('setUp.judgeable')
      }
      {...(lacks.length > 0
        ? {
            description: lacks.map((lack) => {
              const { count, named } = setup.lacking[lack];
              return (
                <div key={lack}>
                  {t(`setup.lack.${lack}`, { count })}{' '}
                  <small>
                    {list(named.slice(0, NAMED).map(({ name }) => name))}
                    {count > NAMED && ' …'}
                  </small>
                </div>
              );
            }),
          }
        : {})}
    />
  );
};
