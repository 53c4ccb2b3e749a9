import { CameraOutlined } from '@ant-design/icons';
import { App, Button, Upload } from 'antd';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { CASE_PHOTOS_MAX } from '../../../server/contract/cases/detail.ts';
import { addCasePhoto, CASE_KEYS, casePhotoAddress } from '../../api/cases.ts';
import { useWords } from '../../i18n/use-words.ts';
import { shrink } from '../../parts/shrink-photo.ts';
import { useAct } from '../../settings/use-act.ts';
import styles from '../cases.module.css';

/** Pictures of a case by step, and more of them by whoever may handle it. */
export const Photos = ({ detail: { allowed, case: one, photos } }: { detail: CaseDetail }) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const act = useAct(CASE_KEYS);
  const mayAdd = allowed.length > 0 && photos.length < CASE_PHOTOS_MAX;
  if (photos.length === 0 && !mayAdd) return null;
  const add = async (file: Blob) => {
    const small = await shrink(file).catch(() => null);
    if (small) await addCasePhoto(one.id, small);
    else message.error(t('cases.badPhoto'));
  };
  return (
    <section className={styles.photos}>
      {photos.map(({ by, id, step }) => (
        <figure key={id}>
          <img src={casePhotoAddress(one.id, id)} alt={t('cases.photoOf', { by })} loading="lazy" />
          <figcaption>
            {t(`cases.done.${step}`)} · {by}
          </figcaption>
        </figure>
      ))}
      {mayAdd && (
        <Upload
          accept="image/*"
          multiple
          showUploadList={false}
          beforeUpload={(file) => {
            act.mutate(() => add(file));
            return false;
          }}
        >
          <Button icon={<CameraOutlined />} loading={act.isPending} data-testid="case-photo">
            {t('cases.addPhotos')}
          </Button>
        </Upload>
      )}
    </section>
  );
};
