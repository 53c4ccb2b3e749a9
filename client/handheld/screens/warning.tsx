import type { HandheldWarning } from '../../../server/contract/fixes/handheld.ts';
import { oneDigit } from '../../format.ts';
import { useHandheld } from '../core/state.ts';
import { seenAs } from '../core/warnings.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

/** The first warning that was not seen yet as it stands, over every screen. */
export const WarningNotice = () => {
  const { t } = useHandheldWords();
  const { handheld, warnings = [], warningsSeen = [] } = useHandheld();
  const first = warnings.find((one) => !warningsSeen.includes(seenAs(one)));
  if (!first) return null;
  return (
    <div className="notice" role="alert" data-testid="warning">
      <WarningWords warning={first} />
      <button type="button" onClick={() => void handheld?.see(first)}>
        {t('warning.seen')}
      </button>
    </div>
  );
};

/** What a warning says, and what to do. */
export const WarningWords = ({
  warning: { areaName, expected, level, observed },
}: {
  warning: HandheldWarning;
}) => {
  const { t } = useHandheldWords();
  return (
    <>
      <b>{t('push.warning', { level: t(`warningLevel.${level}`), area: areaName })}</b>
      <br />
      <small>{t('warningCounts', { observed, expected: oneDigit(expected) })}</small>
      <p>{t('mine.warningDo')}</p>
    </>
  );
};
