import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CASE_PHASES } from '../../../server/contract/cases/case.ts';
import type { DeadlineRules } from '../../../server/contract/cases/deadline.ts';
import { withdrawDeadline } from '../../../server/contract/routes/analysis/cases.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/session.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useNow } from '../../parts/use-now.ts';
import { Section } from '../section.tsx';
import { useAct } from '../use-act.ts';
import { useAreaName } from '../use-area-name.ts';
import { VersionActs } from '../version-acts.tsx';
import { VersionHead } from '../version-head.tsx';
import { casePresetsQuery, deadlinesQuery } from './api.ts';
import { DeadlineEditor, type DeadlineStart } from './deadline-editor.tsx';
import { Opening } from './opening.tsx';

/** What deadlines ask for, in a line. */
const Summary = ({ rules: { cards, hours, time, workingHours } }: { rules: DeadlineRules }) => {
  const { t } = useWords();
  const timed = CASE_PHASES.filter((phase) => hours[phase] !== null);
  const parts = [
    t(`settings.cases.${time}`, workingHours),
    ...timed.map(
      (phase) =>
        `${t(`cases.phase.${phase}`)} ${t('settings.cases.inHours', { count: hours[phase]! })}`,
    ),
    ...(['yellow', 'red'] as const).flatMap((card) =>
      cards[card] === null
        ? []
        : [`${t(`cases.card.${card}`)} +${t('settings.cases.inHours', { count: cards[card] })}`],
    ),
  ];
  return <small>{parts.join(' · ')}</small>;
};

/** What opens a case, and the deadlines of cases by area, category and severity, each from a day on. */
export const CaseSettings = () => {
  const { t } = useWords();
  const areaName = useAreaName();
  const categoryName = useCategoryName();
  const now = useNow(MINUTE_MS);
  const query = useQuery(deadlinesQuery);
  const { data: presets } = useQuery(casePresetsQuery);
  const own = useQuery(sessionQuery).data!.areaId;
  const act = useAct(['case-deadlines']);
  const [edited, setEdited] = useState<DeadlineStart | null>(null);
  return (
    <>
      <Section
        kind="cases"
        query={query}
        {...(presets && {
          create: () =>
            setEdited({ areaId: own, category: null, severity: null, rules: presets[0]!.rules }),
        })}
      >
        <li key="opening">
          <Opening />
        </li>
        {(query.data ?? []).map((deadline) => {
          const { area, areaId, category, from, rules, severity } = deadline;
          return (
            <li key={`${area} ${category} ${severity} ${from}`} data-testid="case-deadline">
              <div>
                <b>{areaName(areaId)}</b>
                <span>
                  {category === null ? t('settings.cases.anyCategory') : categoryName(category)}
                  {severity !== null && ` · ${t(`live.severity.${severity}`)}`}
                </span>
                <VersionHead version={deadline} now={now} />
              </div>
              <Summary rules={rules} />
              <VersionActs
                version={deadline}
                now={now}
                change={() => setEdited({ areaId, category, severity, rules })}
                withdraw={() =>
                  act.mutate(() =>
                    call(withdrawDeadline, { body: { area, category, severity, from } }),
                  )
                }
              />
            </li>
          );
        })}
      </Section>
      {edited && <DeadlineEditor {...edited} close={() => setEdited(null)} />}
    </>
  );
};
