import type { ReactNode } from 'react';
import type { Asked } from '../core/use-asked.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

interface PartProps<T> {
  title: string;
  asked: Asked<readonly T[]>;
  empty: string;
  row: (item: T, k: number) => ReactNode;
}

/** A list the server was asked for: being read, empty, out of reach, or there; what was read before stays while it is out of reach. */
export function Part<T>({ title, asked: { failure, value }, empty, row }: PartProps<T>) {
  const { t } = useHandheldWords();
  return (
    <section>
      <h2>{title}</h2>
      {failure && <p>{t('mine.offline', { why: t(`error.${failure.code}`) })}</p>}
      {!value ? (
        !failure && <p>{t('mine.loading')}</p>
      ) : value.length === 0 ? (
        <p className="faint">{empty}</p>
      ) : (
        <ul>{value.map(row)}</ul>
      )}
    </section>
  );
}
