import { Upload as AntUpload, App, Button, Select } from 'antd';
import { useState } from 'react';
import { OPENS_CHOOSER } from '../../focus/file-chooser.ts';
import { saidNotes } from '../../i18n/said-of.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from '../page.module.css';
import { useAct } from '../use-act.ts';
import { uploadTrack } from './api.ts';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({ value }));

/** Takes in the file of a logger, and says what became of it. */
export const Upload = ({ id }: { id: number }) => {
  const { t } = useWords();
  const { modal } = App.useApp();
  const act = useAct(['heard']);
  const own = useTimeZone();
  const [chosen, setZone] = useState<string>();
  const zone = chosen ?? own;
  const send = (file: Blob) =>
    act.mutate(async () => {
      const { noteCodes, notes: _, ...counts } = await uploadTrack(id, file, zone);
      modal.info({
        title: t('settings.handhelds.uploaded', { ...counts }),
        content: saidNotes(noteCodes, t).map((note) => <p key={note}>{note}</p>),
      });
    });
  return (
    <section className={styles.log}>
      <h3>{t('settings.handhelds.file')}</h3>
      <p>{t('settings.handhelds.fileHint')}</p>
      <p>
        {t('settings.handhelds.fileZone')}{' '}
        <Select
          showSearch
          size="small"
          value={zone}
          onChange={setZone}
          options={ZONES}
          popupMatchSelectWidth={false}
          aria-label={t('settings.handhelds.fileZone')}
          data-testid="file-zone"
        />
      </p>
      <AntUpload
        accept=".gpx,.nmea,.nma,.log,.csv,.tsv,.txt,.plt"
        showUploadList={false}
        beforeUpload={(file) => {
          send(file);
          return false;
        }}
      >
        <Button loading={act.isPending} {...OPENS_CHOOSER}>
          {t('settings.handhelds.choose')}
        </Button>
      </AntUpload>
    </section>
  );
};
