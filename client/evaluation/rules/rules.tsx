import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Progress } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useState } from 'react';
import { RULE_SET } from '../../../server/contract/patrols/rule-set.ts';
import { areasQuery } from '../../api/areas.ts';
import { asRequestError } from '../../api/request.ts';
import { sessionQuery } from '../../api/session.ts';
import { daysFrom } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { AreaSelect } from '../../patrols/area-select.tsx';
import type { TabProps } from '../tab.ts';
import styles from './rules.module.css';
import { RulesChanges } from './rules-changes.tsx';
import { useRulesTrial } from './use-rules-trial.ts';

/** Days that are tried unless others are chosen. */
const DAYS = 7;
const TEXT = 'YYYY-MM-DD';

/** The rule set in force, and what it says of patrols judged before, by whatever rule set that was. Nothing is changed by it. */
export default function Rules({ todayText }: TabProps) {
  const { t } = useWords();
  const areas = useQuery(areasQuery).data ?? [];
  const account = useQuery(sessionQuery).data!;
  const [areaId, setAreaId] = useState<number | null>(null);
  const [days, setDays] = useState<[Dayjs, Dayjs]>(() => [
    dayjs(todayText).subtract(DAYS, 'day'),
    dayjs(todayText).subtract(1, 'day'),
  ]);
  const { cancel, start, trial } = useRulesTrial();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only who leaves the page gives it up
  useEffect(() => cancel, []);
  const area = areas.find(({ id }) => id === (areaId ?? account.areaId))?.code;
  const asked = daysFrom(days[0].format(TEXT), days[1].format(TEXT));
  const isRunning = trial?.state === 'running';
  return (
    <div className={styles.page} data-testid="rules">
      <p className={styles.about}>
        <b>{t('evaluation.rules.inForce', { ruleSet: RULE_SET })}</b> {t('evaluation.rules.about')}
      </p>
      <div className={styles.ask}>
        <AreaSelect value={areaId} choose={setAreaId} placeholder={t('settings.area')} />
        <DatePicker.RangePicker
          aria-label={t('evaluation.rules.days')}
          allowClear={false}
          value={days}
          maxDate={dayjs(todayText)}
          onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
        />
        {isRunning ? (
          <Button onClick={cancel}>{t('evaluation.rules.cancel')}</Button>
        ) : (
          <Button type="primary" disabled={!area} onClick={() => area && void start(area, asked)}>
            {t('evaluation.rules.try')}
          </Button>
        )}
      </div>
      {trial && (
        <>
          {isRunning && (
            <Progress
              percent={Math.round((100 * trial.done) / trial.days.length)}
              aria-label={t('evaluation.rules.try')}
            />
          )}
          <p role="status">
            {t(`evaluation.rules.state.${trial.state}`, {
              done: trial.done,
              days: trial.days.length,
            })}
          </p>
          {trial.error !== undefined && <Refusal error={asRequestError(trial.error)} />}
          {trial.sum && <RulesChanges test={trial.sum} />}
        </>
      )}
    </div>
  );
}
