import { Button } from 'antd';
import { Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useMay } from '../api/use-may.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { NotFound } from '../parts/not-found.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { Waiting } from '../parts/waiting.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { OnlyFor } from '../shell/only-for.tsx';
import { StudyList } from './list.tsx';
import styles from './page.module.css';

const StudyForm = lazyPiece(() => import('./form/form.tsx'));
const StudyView = lazyPiece(() => import('./study.tsx'));

const idOf = (text: string | null | undefined): number | null =>
  text && /^\d{1,9}$/.test(text) ? Number(text) : null;

const Right = ({ chosen, mayAsk }: { chosen: string | undefined; mayAsk: boolean }) => {
  const { t } = useWords();
  const [params] = useSearchParams();
  const id = idOf(chosen);
  if (chosen === 'new') {
    const basis = idOf(params.get('from'));
    return (
      <OnlyFor needs="ask-studies">
        <StudyForm key={basis} basis={basis} />
      </OnlyFor>
    );
  }
  const beside = idOf(params.get('beside'));
  if (id !== null)
    return (
      <div className={beside === null ? undefined : styles.pair}>
        <StudyView key={id} id={id} mayAsk={mayAsk} isFirst />
        {beside !== null && <StudyView key={`beside ${beside}`} id={beside} mayAsk={mayAsk} />}
      </div>
    );
  if (chosen !== undefined) return <NotFound />;
  return (
    <Empty title={t('studies.pick')} hint={t(mayAsk ? 'studies.pickHint' : 'studies.pickReader')}>
      {mayAsk && (
        <Link to="/studies/new">
          <Button type="primary">{t('studies.new')}</Button>
        </Link>
      )}
    </Empty>
  );
};

/** Studies: the list, and one of them or a new question beside it. */
export default function StudiesPage() {
  const { studyId } = useParams();
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const mayAsk = useMay('ask-studies');
  const showsList = !isPhone || studyId === undefined;
  const showsRight = !isPhone || studyId !== undefined;
  return (
    <div className={styles.page}>
      {showsList && <StudyList chosen={idOf(studyId)} mayAsk={mayAsk} />}
      {showsRight && (
        <section className={styles.right}>
          {!showsList && <h1 className="visually-hidden">{t('studies.title')}</h1>}
          {isPhone && (
            <Link className={styles.back} to="/studies">
              ‹ {t('studies.back')}
            </Link>
          )}
          <Suspense fallback={<Waiting />}>
            <Right chosen={studyId} mayAsk={mayAsk} />
          </Suspense>
        </section>
      )}
    </div>
  );
}
