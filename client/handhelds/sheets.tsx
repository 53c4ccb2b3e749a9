import type { Sheet } from '../../server/contract/handhelds/state.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Paper, PaperSheet } from '../parts/paper.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';

/** Enrolment sheets (绑定单) to print, one a handheld; they are shown this once. */
export const Sheets = ({ sheets, close }: { sheets: readonly Sheet[]; close: () => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  return (
    <Paper
      label={t('handhelds.sheets')}
      title={t('handhelds.sheetsShown', { count: sheets.length })}
      testId="sheets"
      close={close}
    >
      {sheets.map(({ expiresAt, grid, handheld, officer, officerCode, url }) => (
        <PaperSheet
          key={handheld}
          testId="sheet"
          value={url}
          title={officer ?? t('handhelds.nobody')}
          rows={[
            [t('handhelds.code'), officerCode ?? '–'],
            [t('handhelds.grid'), grid ?? '–'],
            [t('handhelds.handheld'), handheld],
            [t('handhelds.until'), formatAt(expiresAt, timeZone, 'YYYY-MM-DD HH:mm')],
          ]}
          says={t('handhelds.scan')}
          typed={url}
        />
      ))}
    </Paper>
  );
};
