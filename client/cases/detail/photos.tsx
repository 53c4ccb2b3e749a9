import { CameraOutlined } from '@ant-design/icons';
import { App, Button, Image, Upload } from 'antd';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { CASE_PHOTOS_MAX } from '../../../server/contract/cases/detail.ts';
import { addCasePhoto, CASE_KEYS, casePhotoAddress } from '../../api/cases.ts';
import { photoAddress } from '../../api/incidents.ts';
import { OPENS_CHOOSER } from '../../focus/file-chooser.ts';
import { useWords } from '../../i18n/use-words.ts';
import { shrink } from '../../plain/shrink-photo.ts';
import { useAct } from '../../settings/use-act.ts';
import styles from '../cases.module.css';
import { beforeAfter } from './before-after.ts';
import { useNames } from './use-names.ts';

interface Shown {
  key: string;
  address: string;
  says: string;
}

const PHOTO_PX = 128;

/** Pictures of one group, each with which step it belongs to and whose it is. */
const Group = ({ title, photos }: { title: string; photos: readonly Shown[] }) =>
  photos.length === 0 ? null : (
    <>
      <h4>{title}</h4>
      <div>
        {photos.map(({ address, key, says }) => (
          <figure key={key}>
            <Image width={PHOTO_PX} height={PHOTO_PX} src={address} alt={says} loading="lazy" />
            <figcaption>{says}</figcaption>
          </figure>
        ))}
      </div>
    </>
  );

/** Pictures of a case, before and after it was handled, and more of them by whoever may handle it. */
export const Photos = ({ detail }: { detail: CaseDetail }) => {
  const { allowed, case: one, incidentPhotos, photos } = detail;
  const { t } = useWords();
  const { doer } = useNames(detail);
  const { message } = App.useApp();
  const act = useAct(CASE_KEYS);
  const mayAdd = allowed.length > 0 && photos.length < CASE_PHOTOS_MAX;
  const { after, before } = beforeAfter(photos);
  const shown = (photo: (typeof photos)[number]): Shown => ({
    key: photo.id,
    address: casePhotoAddress(one.id, photo.id),
    says: `${t(`cases.done.${photo.step}`)} · ${doer(photo)}`,
  });
  const found = incidentPhotos.map(
    (id): Shown => ({
      key: `found ${id}`,
      address: photoAddress(one.incidentId, id),
      says: t('cases.done.report'),
    }),
  );
  if (found.length === 0 && photos.length === 0 && !mayAdd) return null;
  const add = async (files: readonly File[]) => {
    for (const file of files) {
      const small = await shrink(file).catch(() => null);
      if (small) await addCasePhoto(one.id, small);
      else message.error(t('cases.badPhoto', { name: file.name }));
    }
  };
  return (
    <section className={styles.photos}>
      <Image.PreviewGroup>
        <Group title={t('cases.photosBefore')} photos={[...found, ...before.map(shown)]} />
        <Group title={t('cases.photosAfter')} photos={after.map(shown)} />
      </Image.PreviewGroup>
      {mayAdd && (
        <Upload
          accept="image/*"
          multiple
          showUploadList={false}
          beforeUpload={(file, files) => {
            // Asked for each of those chosen together, which are one act.
            if (file === files[0]) act.mutate(() => add(files));
            return false;
          }}
        >
          <Button
            icon={<CameraOutlined />}
            loading={act.isPending}
            {...OPENS_CHOOSER}
            data-testid="case-photo"
          >
            {t('cases.addPhotos')}
          </Button>
        </Upload>
      )}
    </section>
  );
};
