import { Button } from 'antd';
import { useState } from 'react';
import type { IncidentHistory } from '../../server/contract/incidents/incident.ts';
import { reportIncidents } from '../../server/contract/routes/analysis/incidents.ts';
import { call } from '../api/call.ts';
import { RequestError } from '../api/request.ts';
import { useMay } from '../api/use-may.ts';
import { Ask } from '../focus/ask.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';
import { CorrectForm } from './correct-form.tsx';
import { CHANGES } from './correction.ts';
import { WithdrawForm } from './withdraw-form.tsx';

type Former = IncidentHistory['former'][number];

/** Brings back what was withdrawn, which only a higher revision does. What keeps it from that is thrown. */
async function bringBack(was: Former): Promise<void> {
  const { category, foundBy, from, id, position, revision, severity, to } = was;
  const one = { category, foundBy, from, id, position, revision: revision + 1, severity, to };
  const { outcomes } = await call(reportIncidents, { body: { incidents: [one] } });
  const { detail, outcome, reason = 'invalid' } = outcomes[0]!;
  if (outcome === 'refused')
    throw new RequestError('invalid', 400, {
      ...(detail ? { detail } : {}),
      problems: [{ code: `incident-${reason}`, values: {} }],
    });
}

/** Corrects an incident, takes it back, or brings back one that was; for whom reports incidents. */
export const IncidentActs = ({ history: { current, former } }: { history: IncidentHistory }) => {
  const { t } = useWords();
  const mayReport = useMay('report-incidents');
  const act = useAct(CHANGES);
  const [opened, setOpened] = useState<'correct' | 'withdraw' | null>(null);
  const close = () => setOpened(null);
  if (!mayReport) return null;
  const last = former[0];
  return (
    <>
      {current && <Button onClick={() => setOpened('correct')}>{t('incidents.correct')}</Button>}
      {current && (
        <Button danger onClick={() => setOpened('withdraw')}>
          {t('incidents.withdraw')}
        </Button>
      )}
      {!current && last && (
        <Ask
          title={t('incidents.bringBackAsk')}
          okText={t('incidents.bringBack')}
          cancelText={t('settings.cancel')}
          onConfirm={() => act.mutate(() => bringBack(last))}
        >
          <Button loading={act.isPending}>{t('incidents.bringBack')}</Button>
        </Ask>
      )}
      {opened === 'correct' && current && <CorrectForm {...{ close }} incident={current} />}
      {opened === 'withdraw' && current && <WithdrawForm {...{ close }} id={current.id} />}
    </>
  );
};
