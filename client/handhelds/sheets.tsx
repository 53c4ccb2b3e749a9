import type { Sheet } from '../../server/contract/handhelds/state.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Paper, PaperSheet } from '../paper/paper.tsx';
import { useGridName } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';

/** What keeps a phone from opening the address of a sheet, or the app there from being told where it is; null where nothing does. */
function hindrance({ hostname, protocol }: URL): 'unreachable' | 'insecure' | null {
  if (hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]')
    return 'unreachable';
  return protocol === 'https:' ? null : 'insecure';
}

/** Enrolment sheets (绑定单) to print, one a handheld; they are shown this once. */
export const Sheets = ({ sheets, close }: { sheets: readonly Sheet[]; close: () => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const gridName = useGridName();
  const all = (names: readonly (string | null)[]) =>
    [...new Set(names.filter(Boolean))].join(t('between'));
  const address = new URL(sheets[0]!.url);
  const hindered = hindrance(address);
  return (
    <Paper
      label={t('handhelds.sheets')}
      title={t('handhelds.sheetsShown', { count: sheets.length })}
      testId="sheets"
      warning={hindered && t(`handhelds.${hindered}`, { address: address.origin })}
      close={close}
    >
      {sheets.map(({ carriers, expiresAt, handheld, url }) => (
        <PaperSheet
          key={handheld}
          testId="sheet"
          value={url}
          title={all(carriers.map(({ officer }) => officer)) || t('handhelds.nobody')}
          rows={[
            [t('handhelds.code'), all(carriers.map(({ officerCode }) => officerCode)) || '–'],
            [
              t('handhelds.grid'),
              all(carriers.map(({ grid, gridId }) => grid && gridName(gridId, grid))) || '–',
            ],
            [t('handhelds.handheld'), handheld],
            ...(carriers.length > 1
              ? [[t('handhelds.shared'), t('handhelds.sharedHint')] as const]
              : []),
            [t('handhelds.until'), formatAt(expiresAt, timeZone, 'YYYY-MM-DD HH:mm')],
          ]}
          says={t('handhelds.scan')}
          typed={url}
        />
      ))}
    </Paper>
  );
};
