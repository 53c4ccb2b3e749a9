import { Tag } from 'antd';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { STATE_COLOURS, stateOf } from './version-state.ts';

interface VersionHeadProps {
  version: {
    version?: number;
    from: string;
    to: string | null;
    publishedBy: string | null;
    publishedAt: string | null;
  };
  now: number;
}

/** Of a version of rules: whether it holds, from when to when, and who published it when. */
export const VersionHead = ({ now, version: given }: VersionHeadProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { from, publishedAt, publishedBy, to, version } = given;
  const state = stateOf(given, now);
  const day = (moment: string) => formatAt(moment, timeZone, 'YYYY-MM-DD');
  return (
    <>
      <Tag color={STATE_COLOURS[state]}>{t(`evaluation.norm.state.${state}`)}</Tag>
      {version !== undefined && t('evaluation.version', { version })}
      <small className="figure">
        {day(from)} – {to && day(to)}
      </small>
      {publishedBy && publishedAt && (
        <small data-testid="published-by">
          {t('settings.by', {
            who: publishedBy,
            at: formatAt(publishedAt, timeZone, 'YYYY-MM-DD HH:mm'),
          })}
        </small>
      )}
    </>
  );
};
