import { AimOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { areasQuery } from '../../api/areas.ts';
import { officersQuery } from '../../api/people.ts';
import { useMay } from '../../api/use-may.ts';
import { agoText, formatAt, minutesBetween, minutesText } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { useSeenOfficer } from '../fleet/fleet-store.ts';
import { FoundBy } from '../incidents/found-by.tsx';
import { type Selection, useView } from '../map/view.ts';
import { Card, cardStyles, Facts, PatrolLinks } from '../panel/card.tsx';
import { Messages } from './messages.tsx';
import { useTodaysPatrols } from './use-today.ts';

const IN_GRID = { true: 'live.inGrid', false: 'live.offGrid', null: 'live.unknownGrid' } as const;

interface OfficerCardProps {
  officerId: number;
  show: (target: Selection) => void;
}

export const OfficerCard = ({ officerId, show }: OfficerCardProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const state = useSeenOfficer(officerId);
  const at = useNow(1_000);
  const patrols = useTodaysPatrols({ officerId });
  const { following, follow } = useView();
  const gridName = useGridName();
  const mayWrite = useMay('message-officers');
  const officer = useQuery(officersQuery).data?.find((o) => o.id === officerId);
  const gridId = state?.gridId ?? officer?.gridId ?? null;
  const grid = useQuery(areasQuery).data?.find((a) => a.id === gridId);
  const current = patrols.find((p) => p.id === state?.patrolId);
  const rows: [string, React.ReactNode][] = [
    [
      t('live.gridOf'),
      grid ? (
        <button
          key="grid"
          type="button"
          className={cardStyles.link}
          onClick={() => show({ kind: 'grid', id: grid.id })}
        >
          {gridName(grid.id)}
        </button>
      ) : (
        '—'
      ),
    ],
  ];
  if (officer) rows.push([t('live.category'), t(`officerCategory.${officer.category}`)]);
  if (state) {
    rows.push(
      [
        t('live.state'),
        `${t(`live.activity.${state.activity}`)} · ${t(IN_GRID[`${state.inGrid}`])}`,
      ],
      [
        t('live.lastFix'),
        <span key="fix" title={formatAt(state.t, timeZone, 'YYYY-MM-DD HH:mm:ss')}>
          {agoText(t, at - state.t)}
        </span>,
      ],
      [
        'WGS-84',
        <span key="place" data-testid="officer-position">
          {state.lng.toFixed(5)}, {state.lat.toFixed(5)}
        </span>,
      ],
    );
  }
  if (current) {
    rows.push([
      t('live.patrolSince'),
      `${formatAt(current.startTime, timeZone, 'HH:mm')} · ${minutesText(t, minutesBetween(current.startTime, current.endTime, at))}`,
    ]);
  }
  return (
    <Card title={state?.name ?? officer?.name ?? ''} subtitle={officer?.code}>
      <Facts rows={rows} />
      {state && (
        <div className={cardStyles.actions}>
          <Button
            size="small"
            icon={<AimOutlined />}
            type={following ? 'primary' : 'default'}
            aria-pressed={following}
            onClick={() => follow(!following)}
          >
            {t('live.follow')}
          </Button>
        </div>
      )}
      {mayWrite && <Messages officerId={officerId} />}
      <h3>{t('live.patrolsToday')}</h3>
      <PatrolLinks patrols={patrols} by="time" />
      <FoundBy officerId={officerId} show={show} />
    </Card>
  );
};
