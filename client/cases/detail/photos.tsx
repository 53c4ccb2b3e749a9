import { App } from 'antd';
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
  const add = (files: FileList | null) =>
    act.mutateAsync(async () => {
      const made = await Promise.allSettled([...(files ?? [])].map(shrink));
      if (made.some(({ status }) => status === 'rejected')) message.error(t('cases.badPhoto'));
      for (const small of made)
        if (small.status === 'fulfilled') await addCasePhoto(one.id, small.value);
    });
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
        <label>
          {t('cases.addPhotos')}
          <input
            type="file"
            accept="image/*"
            multiple
            disabled={act.isPending}
            onChange={({ target }) =>
              void add(target.files).finally(() => {
                target.value = '';
              })
            }
            data-testid="case-photo"
          />
        </label>
      )}
    </section>
  );
};
