import { useEffect, useMemo, useState } from 'react';
import { shrink } from '../../plain/shrink-photo.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

interface PhotosProps {
  photos: readonly Blob[];
  change: (photos: Blob[]) => void;
  most: number;
}

/** Pictures that go with a report, made small at once; tapping one takes it out. */
export const Photos = ({ photos, change, most }: PhotosProps) => {
  const { t } = useHandheldWords();
  const [hasFailed, setFailed] = useState(false);
  const [isFull, setFull] = useState(false);
  const urls = useMemo(() => photos.map((photo) => URL.createObjectURL(photo)), [photos]);
  useEffect(
    () => () => {
      for (const url of urls) URL.revokeObjectURL(url);
    },
    [urls],
  );

  async function add(files: FileList | null): Promise<void> {
    const made = await Promise.allSettled([...(files ?? [])].map(shrink));
    const good = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    setFailed(good.length < made.length);
    setFull(photos.length + good.length > most);
    change([...photos, ...good].slice(0, most));
  }

  return (
    <div>
      <label>
        {t('report.photos')}
        <input
          type="file"
          accept="image/*"
          multiple
          disabled={photos.length >= most}
          onChange={({ target }) => {
            void add(target.files).then(() => {
              target.value = '';
            });
          }}
        />
      </label>
      <div className="photos">
        {urls.map((url, k) => (
          <button
            key={url}
            type="button"
            aria-label={t('report.remove', { count: k + 1 })}
            onClick={() => change(photos.filter((_, i) => i !== k))}
          >
            <img src={url} alt={t('report.photo', { count: k + 1 })} />
          </button>
        ))}
      </div>
      {hasFailed && (
        <p role="alert" className="notice">
          {t('report.badPhoto')}
        </p>
      )}
      {isFull && (
        <p role="alert" className="notice">
          {t('report.fullPhotos', { most })}
        </p>
      )}
    </div>
  );
};
