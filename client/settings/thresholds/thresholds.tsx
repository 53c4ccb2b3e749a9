import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as routes from '../../../server/contract/routes/analysis/warning-thresholds.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import {
  DEFAULT_THRESHOLDS,
  type ThresholdsRecord,
  type WarningThresholds,
} from '../../../server/contract/warnings/thresholds.ts';
import { WARNING_LEVELS } from '../../../server/contract/warnings/warning.ts';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/session.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../parts/use-now.ts';
import { LevelTag } from '../../warnings/level-tag.tsx';
import { Section } from '../section.tsx';
import { useAct } from '../use-act.ts';
import { useAreaName } from '../use-area-name.ts';
import { VersionActs } from '../version-acts.tsx';
import { VersionHead } from '../version-head.tsx';
import { stateOf } from '../version-state.ts';
import { thresholdsQuery } from './api.ts';
import { ThresholdsEditor } from './editor.tsx';
import styles from './thresholds.module.css';

/** What each level asks for, in a line. */
const Summary = ({ thresholds }: { thresholds: WarningThresholds }) => {
  const { t } = useWords();
  return (
    <div className={styles.summary}>
      {WARNING_LEVELS.map((level, k) => (
        <span key={level}>
          <LevelTag level={level} />
          {t('settings.thresholds.summary', {
            ...thresholds.levels[k]!,
            severe: thresholds.severe[k]!.count,
            severeD: thresholds.severe[k]!.recurrenceD,
          })}
        </span>
      ))}
    </div>
  );
};

/** From what warnings are raised: versions by area with who published them when, what is built in, and a change of it. */
export const Thresholds = () => {
  const { t } = useWords();
  const areaName = useAreaName();
  const now = useNow(MINUTE_MS);
  const query = useQuery(thresholdsQuery);
  const own = useQuery(sessionQuery).data!.areaId;
  const act = useAct(['warning-thresholds']);
  const [edited, setEdited] = useState<{ areaId: number; initial: WarningThresholds } | null>(null);
  const records = query.data?.thresholds ?? [];
  const latest = new Map<number, ThresholdsRecord>();
  for (const record of records) if (record.to === null) latest.set(record.areaId, record);
  return (
    <>
      <Section
        kind="thresholds"
        query={query}
        create={() =>
          setEdited({ areaId: own, initial: latest.get(own)?.thresholds ?? DEFAULT_THRESHOLDS })
        }
      >
        {records.map((record) => {
          const { area, areaId, thresholds, version } = record;
          return (
            <li
              key={`${areaId} ${version}`}
              data-testid="thresholds-version"
              data-state={stateOf(record, now)}
            >
              <div>
                <b>{areaName(areaId)}</b>
                <VersionHead version={record} now={now} />
              </div>
              <Summary thresholds={thresholds} />
              <VersionActs
                version={record}
                now={now}
                change={() => setEdited({ areaId, initial: thresholds })}
                withdraw={() =>
                  act.mutate(() =>
                    call(routes.withdrawWarningThresholds, { body: { area, version } }),
                  )
                }
              />
            </li>
          );
        })}
        <li key="built-in" data-testid="thresholds-built-in">
          <div>
            <b>{t('settings.thresholds.builtIn')}</b>
            <small>{t('settings.thresholds.builtInHint')}</small>
          </div>
          <Summary thresholds={DEFAULT_THRESHOLDS} />
        </li>
      </Section>
      {edited && <ThresholdsEditor {...edited} latest={latest} close={() => setEdited(null)} />}
    </>
  );
};
