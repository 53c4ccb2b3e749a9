import { Button, Input, Progress, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Case } from '../../server/contract/cases/case.ts';
import { CASE_KEYS, stepCase } from '../api/cases.ts';
import { asRequestError } from '../api/request.ts';
import { Ask } from '../focus/ask.tsx';
import { useWords } from '../i18n/use-words.ts';
import { whyOf } from '../i18n/why-of.ts';
import { useAct } from '../settings/use-act.ts';
import { ASKS } from './asks.ts';
import styles from './cases.module.css';

/** Steps that say the same of many cases; a dispatch, a merge and a rating are of one. */
const STEPS = [
  'accept',
  'check',
  'close',
  'send-back',
  'pass-up',
  'resume',
  'withdraw',
  'reopen',
] as const;

/** What is asked twice. */
const isFinal = (step: string) => step === 'close' || step === 'withdraw';

interface Done {
  taken: number;
  of: number;
  refused: readonly { id: number; why: string }[];
}

/** Takes one step on every case chosen, and says which were refused and why. */
export const Bulk = ({ cases, clear }: { cases: readonly Case[]; clear: () => void }) => {
  const { t } = useWords();
  const { search } = useLocation();
  const act = useAct(CASE_KEYS);
  const [step, setStep] = useState<(typeof STEPS)[number]>('accept');
  const [why, setWhy] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  if (cases.length === 0 && done === null) return null;

  const asksWhy = ASKS[step]?.includes('why') ?? false;
  const take = async () => {
    let now: Done = { taken: 0, of: cases.length, refused: [] };
    setDone(now);
    for (const { id, version } of cases) {
      try {
        await stepCase(id, { step, version, ...(asksWhy ? { why } : {}) });
        now = { ...now, taken: now.taken + 1 };
      } catch (error) {
        const { more, why: because } = whyOf(asRequestError(error), t);
        now = { ...now, refused: [...now.refused, { id, why: more ?? because }] };
      }
      setDone(now);
    }
    clear();
  };

  return (
    <div className={styles.bulk} data-testid="case-bulk">
      <b>{t('cases.chosen', { count: cases.length })}</b>
      <Select
        aria-label={t('cases.bulkStep')}
        value={step}
        options={STEPS.map((value) => ({ value, label: t(`cases.act.${value}`) }))}
        onChange={setStep}
      />
      {asksWhy && (
        <Input
          value={why}
          maxLength={2000}
          placeholder={t('cases.why')}
          aria-label={t('cases.why')}
          onChange={({ target }) => setWhy(target.value)}
        />
      )}
      <Ask
        disabled={!isFinal(step)}
        title={isFinal(step) ? t(`cases.bulkSure.${step}`, { count: cases.length }) : ''}
        okText={t('cases.bulkTake')}
        onConfirm={() => act.mutate(take)}
      >
        <Button
          type="primary"
          loading={act.isPending}
          disabled={cases.length === 0 || (asksWhy && why.trim() === '')}
          onClick={() => {
            if (!isFinal(step)) act.mutate(take);
          }}
          data-testid="bulk-take"
        >
          {t('cases.bulkTake')}
        </Button>
      </Ask>
      {done && (
        <output>
          {act.isPending && (
            <Progress
              size="small"
              percent={Math.round((100 * (done.taken + done.refused.length)) / done.of)}
            />
          )}
          {t('cases.bulkDone', { count: done.taken, refused: done.refused.length })}
          {done.refused.map(({ id, why: because }) => (
            <p key={id}>
              <Link to={{ pathname: `/cases/${id}`, search }}>#{id}</Link>: {because}
            </p>
          ))}
        </output>
      )}
    </div>
  );
};
