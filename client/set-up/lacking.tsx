import { Alert } from 'antd';
import type { Lack, Setup } from '../../server/contract/people/setup.ts';
import { useWords } from '../i18n/use-words.ts';
import { DONE, STEPS } from './steps.ts';

/** What still stands between now and a patrol that is judged, and what was brought in but lacks something. */
export const Lacking = ({ setup }: { setup: Setup }) => {
  const { t } = useWords();
  const missing = STEPS.filter((step) => DONE[step](setup) === false);
  const lacks = (Object.keys(setup.lacking) as Lack[]).filter(
    (lack) => setup.lacking[lack].count > 0,
  );
  if (missing.length + lacks.length === 0) return null;
  return (
    <Alert
      type="info"
      data-testid="missing"
      title={
        missing.length > 0
          ? t('setUp.missing', { steps: missing.map((step) => t(`setUp.step.${step}`)).join('、') })
          : t('setUp.judgeable')
      }
      description={lacks.map((lack) => (
        <div key={lack}>
          {t(`setup.lack.${lack}`, { count: setup.lacking[lack].count })}{' '}
          <small>
            {setup.lacking[lack].named
              .slice(0, 5)
              .map(({ name }) => name)
              .join('、')}
          </small>
        </div>
      ))}
    />
  );
};
