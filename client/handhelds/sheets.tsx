import { Button, QRCode } from 'antd';
import { createPortal } from 'react-dom';
import type { Sheet } from '../../server/contract/handhelds/state.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './handhelds.module.css';

const CODE_PX = 150;

/** Enrolment sheets (绑定单) to print, one a handheld; they are shown this once. */
export const Sheets = ({ sheets, close }: { sheets: readonly Sheet[]; close: () => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  // Beside the page, so that printing can leave the page out.
  return createPortal(
    <div
      className={styles.sheets}
      role="dialog"
      aria-label={t('handhelds.sheets')}
      data-testid="sheets"
    >
      <div className={styles.bar}>
        <b>{t('handhelds.sheetsShown', { count: sheets.length })}</b>
        <Button type="primary" onClick={() => window.print()}>
          {t('handhelds.print')}
        </Button>
        <Button onClick={close}>{t('handhelds.printed')}</Button>
      </div>
      <div className={styles.paper}>
        {sheets.map(({ expiresAt, grid, handheld, officer, officerCode, url }) => (
          <article key={handheld} className={styles.sheet} data-testid="sheet" data-url={url}>
            <div aria-hidden>
              <QRCode
                type="svg"
                value={url}
                size={CODE_PX}
                errorLevel="M"
                bordered={false}
                color="#000"
                bgColor="#fff"
              />
            </div>
            <div>
              <h3>{officer ?? t('handhelds.nobody')}</h3>
              <dl>
                <dt>{t('handhelds.code')}</dt>
                <dd>{officerCode ?? '–'}</dd>
                <dt>{t('handhelds.grid')}</dt>
                <dd>{grid ?? '–'}</dd>
                <dt>{t('handhelds.handheld')}</dt>
                <dd>{handheld}</dd>
                <dt>{t('handhelds.until')}</dt>
                <dd>{formatAt(expiresAt, timeZone, 'YYYY-MM-DD HH:mm')}</dd>
              </dl>
              <p>{t('handhelds.scan')}</p>
              <code>{url}</code>
            </div>
          </article>
        ))}
      </div>
    </div>,
    document.body,
  );
};
