import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Contest, Evidence } from '../../server/contract/patrols/patrol.ts';
import { OUTCOMES, type Outcome } from '../../server/contract/patrols/verdict.ts';
import { decideContest } from '../../server/contract/routes/field/patrols.ts';
import { call } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import styles from './page.module.css';
import { useSend } from './use-send.ts';

const NOTE_MAX = 2_000;

/** A supervisor's decision over one contest: uphold or override, always with a note. */
export const Decision = ({ contest, evidence }: { contest: Contest; evidence: Evidence }) => {
  const { t } = useWords();
  const send = useSend(evidence);
  const { patrol } = evidence;
  const [decision, setDecision] = useState<'upheld' | 'overridden'>('upheld');
  const [outcome, setOutcome] = useState<Outcome>('completed');
  const [note, setNote] = useState('');
  return (
    <div className={styles.form}>
      <div className={styles.choice}>
        <Segmented
          size="small"
          aria-label={t('evidence.decisionLabel')}
          options={[
            { value: 'upheld', label: t('evidence.uphold') },
            { value: 'overridden', label: t('evidence.override') },
          ]}
          value={decision}
          onChange={(value) => setDecision(value as typeof decision)}
        />
        {decision === 'overridden' && (
          <Select
            size="small"
            aria-label={t('evidence.outcomeInstead')}
            value={outcome}
            onChange={setOutcome}
            options={OUTCOMES.map((value) => ({ value, label: <OutcomeTag standing={value} /> }))}
          />
        )}
      </div>
      <Input.TextArea
        value={note}
        onChange={(event) => setNote(event.target.value)}
        rows={2}
        maxLength={NOTE_MAX}
        placeholder={t('evidence.note')}
        aria-label={t('evidence.note')}
      />
      <Button
        type="primary"
        disabled={note.trim() === ''}
        loading={send.isPending}
        onClick={() =>
          send.mutate(() =>
            call(decideContest, {
              params: { officerId: patrol.officerId, patrolId: patrol.id, contestId: contest.id },
              body: {
                decision,
                note: note.trim(),
                ...(decision === 'overridden' ? { outcome } : {}),
              },
            }),
          )
        }
      >
        {t('evidence.decide')}
      </Button>
    </div>
  );
};
