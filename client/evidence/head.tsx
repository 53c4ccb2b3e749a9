import { ArrowLeftOutlined, FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { getEvidencePdf } from '../../server/contract/routes/field/patrols.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { callForFile } from '../api/call.ts';
import { asRequestError } from '../api/request.ts';
import { formatAt, minutesBetween, minutesText } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { saveFile } from '../parts/save-file.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useNow } from '../parts/use-now.ts';
import { useTitle } from '../parts/use-title.ts';
import styles from './page.module.css';

/** Whose patrol it is, where and when; the way back, and to paper. */
export const Head = ({ evidence }: { evidence: Evidence }) => {
  const { language, t } = useWords();
  const go = useNavigate();
  const gridName = useGridName();
  const now = useNow(MINUTE_MS);
  const { patrol, grid } = evidence;
  const save = useMutation({
    mutationFn: async () => {
      const params = { officerId: patrol.officerId, patrolId: patrol.id };
      saveFile(
        await callForFile(getEvidencePdf, { params, query: { language } }),
        `evidence-${patrol.id}.pdf`,
      );
    },
  });
  const day = formatAt(patrol.startTime, grid.timeZone, 'YYYY-MM-DD');
  const times = [patrol.startTime, patrol.endTime].map((time) =>
    time === null ? t('evidence.underWay') : formatAt(time, grid.timeZone, 'HH:mm'),
  );
  useTitle(`${patrol.officerName} ${day} ${times[0]}`);
  return (
    <header className={styles.head}>
      <Button
        type="text"
        icon={<ArrowLeftOutlined />}
        aria-label={t('evidence.back')}
        onClick={() => go(-1)}
      />
      <div>
        <h1>
          {patrol.officerName} · {gridName(patrol.gridId, patrol.gridName)}
        </h1>
        <p className="figure">
          {day} {times.join('–')} ·{' '}
          {minutesText(t, minutesBetween(patrol.startTime, patrol.endTime, now))} ·{' '}
          {t(`patrols.${patrol.origin}`)}
        </p>
      </div>
      {save.isError && (
        <small role="alert">
          {t('evidence.notSaved', { why: t(`error.${asRequestError(save.error).code}`) })}
        </small>
      )}
      {evidence.verdicts.length > 0 && (
        <Button
          className={styles.print}
          icon={<FilePdfOutlined />}
          aria-label={t('evidence.savePdf')}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('evidence.savePdf')}
        </Button>
      )}
      <Button
        className={styles.print}
        icon={<PrinterOutlined />}
        aria-label={t('evidence.print')}
        onClick={() => window.print()}
      >
        {t('evidence.print')}
      </Button>
    </header>
  );
};
