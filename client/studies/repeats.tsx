import { Select } from 'antd';
import type { Study } from '../../server/contract/studies/study.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { useAct } from '../settings/use-act.ts';
import { repeatStudy } from './api.ts';

/** Days after which a study may be asked again; 0: never. */
const CHOICES = [0, 1, 7, 30] as const;

/** How often an own study is asked again by itself, and when next. */
export const Repeats = ({ study, keep }: { study: Study; keep: (study: Study) => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const change = useAct([]);
  const { everyDays, nextAt } = study;
  return (
    <Select
      size="small"
      popupMatchSelectWidth={false}
      loading={change.isPending}
      aria-label={t('studies.repeat.label')}
      title={
        nextAt === null
          ? undefined
          : t('studies.repeat.next', { at: formatAt(nextAt, timeZone, 'YYYY-MM-DD HH:mm') })
      }
      data-testid="study-repeats"
      value={everyDays ?? 0}
      options={CHOICES.map((days) => ({ value: days, label: t(`studies.repeat.every.${days}`) }))}
      onChange={(days) =>
        change.mutate(async () => keep(await repeatStudy(study.id, days === 0 ? null : days)))
      }
    />
  );
};
