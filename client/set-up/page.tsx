import { useQuery } from '@tanstack/react-query';
import { Select, Steps } from 'antd';
import type { ReactNode } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import type { Setup } from '../../server/contract/people/setup.ts';
import { setupQuery } from '../api/people.ts';
import { HandheldStates } from '../handhelds/states.tsx';
import { useWords } from '../i18n/use-words.ts';
import { ImportAreas } from '../imports/import-areas.tsx';
import { ImportTable } from '../imports/import-table.tsx';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { EndDemo } from './end-demo.tsx';
import { FirstNorm } from './first-norm.tsx';
import { Lacking } from './lacking.tsx';
import { LiveStep } from './live-step.tsx';
import styles from './page.module.css';
import { DONE, nextStep, STEPS, type Step } from './steps.ts';

/** How often what is set up is asked after while its page is open, ms. */
const POLL_MS = 5_000;

const CONTENT: Record<Step, (setup: Setup) => ReactNode> = {
  areas: () => <ImportAreas />,
  people: () => <ImportTable kind="officers" />,
  handhelds: () => <ImportTable kind="handhelds" />,
  sheets: () => <HandheldStates />,
  norm: () => <FirstNorm />,
  categories: () => <ImportTable kind="categories" />,
  accounts: () => <Accounts />,
  live: (setup) => <LiveStep setup={setup} />,
};

const Accounts = () => {
  const { t } = useWords();
  return (
    <>
      <ImportTable kind="accounts" />
      <p>
        <Link to="/accounts">{t('setUp.toAccounts')}</Link>
      </p>
    </>
  );
};

/** From an empty store to officers walking: each step can be left and taken up again, and says what is missing. */
export default function SetUpPage() {
  const { t } = useWords();
  const go = useNavigate();
  const { step: asked } = useParams();
  const isPhone = useMedia(PHONE);
  const setup = useQuery({ ...setupQuery, refetchInterval: POLL_MS });
  if (setup.isLoadingError) return <Failure isPage error={setup.error} retry={setup.refetch} />;
  if (setup.isPending) return <ListSkeleton />;
  const step = STEPS.find((one) => one === asked);
  // A step of its own address stays where it is when what it is for is there.
  if (!step) return <Navigate to={`/set-up/${nextStep(setup.data)}`} replace />;
  const at = STEPS.indexOf(step);
  const after = STEPS[at + 1];
  return (
    <div className={styles.page} data-testid="set-up" data-step={step}>
      <aside>
        <h1>{t('setUp.title')}</h1>
        {isPhone ? (
          <Select
            size="large"
            aria-label={t('setUp.title')}
            value={step}
            onChange={(one: Step) => void go(`/set-up/${one}`)}
            options={STEPS.map((one, k) => ({
              value: one,
              label: `${DONE[one](setup.data) === true ? '✓' : k + 1} ${t(`setUp.step.${one}`)}`,
            }))}
          />
        ) : (
          <Steps
            orientation="vertical"
            size="small"
            current={at}
            onChange={(k) => void go(`/set-up/${STEPS[k]}`)}
            items={STEPS.map((one) => ({
              title: t(`setUp.step.${one}`),
              status: one === step ? 'process' : DONE[one](setup.data) === true ? 'finish' : 'wait',
              content: DONE[one](setup.data) === null ? t('setUp.optional') : undefined,
            }))}
          />
        )}
      </aside>
      <section>
        <EndDemo />
        <h2>{t(`setUp.step.${step}`)}</h2>
        <p className={styles.about}>{t(`setUp.about.${step}`)}</p>
        {CONTENT[step](setup.data)}
        <Lacking setup={setup.data} />
        {after && (
          <p className={styles.next}>
            <Link to={`/set-up/${after}`}>
              {t('setUp.next', { step: t(`setUp.step.${after}`) })}
            </Link>
          </p>
        )}
      </section>
    </div>
  );
}
