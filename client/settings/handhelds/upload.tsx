import { Upload as AntUpload, App, Button } from 'antd';
import { useWords } from '../../i18n/use-words.ts';
import styles from '../page.module.css';
import { useAct } from '../use-act.ts';
import { uploadTrack } from './api.ts';

/** Takes in the file of a logger, and says what became of it. */
export const Upload = ({ id }: { id: number }) => {
  const { t } = useWords();
  const { modal } = App.useApp();
  const act = useAct(['heard']);
  const send = (file: Blob) =>
    act.mutate(async () => {
      const { notes, ...counts } = await uploadTrack(id, file);
      modal.info({
        title: t('settings.handhelds.uploaded', { ...counts }),
        content: notes.map((note) => <p key={note}>{note}</p>),
      });
    });
  return (
    <section className={styles.log}>
      <h3>{t('settings.handhelds.file')}</h3>
      <p>{t('settings.handhelds.fileHint')}</p>
      <AntUpload
        accept=".gpx,.nmea,.nma,.log,.csv,.tsv,.txt,.plt"
        showUploadList={false}
        beforeUpload={(file) => {
          send(file);
          return false;
        }}
      >
        <Button loading={act.isPending}>{t('settings.handhelds.choose')}</Button>
      </AntUpload>
    </section>
  );
};
