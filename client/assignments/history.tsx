import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../api/use-may.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { useGridName } from '../parts/use-grid-name.ts';
import { serverNow, useNow } from '../parts/use-now.ts';
import { historyQuery, type Owner, type Row } from './api.ts';
import styles from './assignments.module.css';
import { End } from './ending.tsx';
import { GiveForm } from './give-form.tsx';
import type { Laying } from './laying.ts';
import { endAt, standOf, takeOff } from './plan.ts';
import { ShiftForm } from './shift-form.tsx';
import { TimesForm } from './times-form.tsx';
import { useSpellText } from './use-spell-text.ts';

/** Rows at once. */
const SHOWN = 10;
const TAGS = { planned: 'processing', running: 'success', ended: 'default' } as const;

type Opened = { form: 'give' | 'shift' } | { form: 'times'; row: Row };

/** Who has one handheld, or what grids one officer, and when; given, ended and re-dated by whom that is let. */
export const History = ({ laying, owner }: { owner: Owner; laying: Laying }) => {
  const { t } = useWords();
  const mayPut = useMay('provision');
  const nowMs = useNow(10_000);
  const query = useQuery(historyQuery(owner));
  const [isPast, setPast] = useState(false);
  const [shown, setShown] = useState(SHOWN);
  const [opened, setOpened] = useState<Opened | null>(null);
  const { kind } = owner;
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const { hidden, rows: history } = query.data;
  const past = history.filter((row) => standOf(row, nowMs) === 'ended');
  // What runs and what comes, in the order in which it comes; the past from its end.
  const coming = history.filter((row) => standOf(row, nowMs) !== 'ended').reverse();
  const rows = isPast ? past : coming;
  const close = () => setOpened(null);
  return (
    <div className={styles.history} data-testid="assignments">
      <div className={styles.tools}>
        <Segmented
          aria-label={t('assignments.list')}
          options={[
            { value: 'coming', label: `${t('assignments.coming')} ${coming.length}` },
            { value: 'past', label: `${t('assignments.past')} ${past.length}` },
          ]}
          value={isPast ? 'past' : 'coming'}
          onChange={(value) => {
            setPast(value === 'past');
            setShown(SHOWN);
          }}
        />
        {mayPut && (
          <Button type="primary" onClick={() => setOpened({ form: 'give' })}>
            {t(`assignments.give.${kind}`)}
          </Button>
        )}
        {mayPut && kind === 'handheld' && (
          <Button onClick={() => setOpened({ form: 'shift' })}>{t('assignments.byShift')}</Button>
        )}
      </div>
      {laying.told}
      {rows.length === 0 && (
        <p>{t(isPast ? 'assignments.noPast' : `assignments.nothing.${kind}`)}</p>
      )}
      <ul className={styles.rows}>
        {rows.slice(0, shown).map((row) => (
          <AssignmentRow
            key={`${row.target} ${row.from}`}
            {...{ history, laying, mayPut, nowMs, owner, row }}
            redate={() => setOpened({ form: 'times', row })}
          />
        ))}
      </ul>
      {rows.length > shown && (
        <Button size="small" onClick={() => setShown(shown + SHOWN)}>
          {t('assignments.more', { count: rows.length - shown })}
        </Button>
      )}
      {hidden > 0 && <p>{t('assignments.hidden', { count: hidden })}</p>}
      {opened?.form === 'give' && <GiveForm {...{ close, laying, owner }} />}
      {opened?.form === 'shift' && <ShiftForm {...{ close, history, laying, owner }} />}
      {opened?.form === 'times' && (
        <TimesForm row={opened.row} {...{ close, history, laying, owner }} />
      )}
    </div>
  );
};

interface AssignmentRowProps {
  owner: Owner;
  history: readonly Row[];
  row: Row;
  nowMs: number;
  mayPut: boolean;
  laying: Laying;
  redate: () => void;
}

const AssignmentRow = (props: AssignmentRowProps) => {
  const { history, laying, mayPut, nowMs, owner, redate, row } = props;
  const { t } = useWords();
  const spellText = useSpellText();
  const gridName = useGridName();
  const stand = standOf(row, nowMs);
  const off = takeOff(history, row);
  const heir = history.find(({ target }) => target === off.given[0]?.target)?.name;
  return (
    <li data-testid="assignment" data-stand={stand}>
      <div>
        {owner.kind === 'handheld' ? (
          <Link to={`/officers/${row.targetId}/record`}>{row.name}</Link>
        ) : (
          <b>{gridName(row.targetId, row.name)}</b>
        )}{' '}
        <Tag color={TAGS[stand]}>{t(`assignments.stand.${stand}`)}</Tag>
        <small className="figure">{spellText(row)}</small>
      </div>
      {mayPut && (
        <div className={styles.acts}>
          {stand === 'running' && (
            <End
              label={t('assignments.end')}
              ask={t('assignments.endAsk', { name: row.name })}
              onConfirm={() =>
                laying.lay(owner, endAt(row, new Date(serverNow()).toISOString()), history)
              }
            />
          )}
          {stand === 'planned' && (
            <End
              label={t('assignments.takeOff')}
              ask={
                heir
                  ? t('assignments.takeOffHeirAsk', { name: row.name, heir })
                  : t('assignments.takeOffAsk', { name: row.name })
              }
              onConfirm={() => laying.lay(owner, off, history)}
            />
          )}
          <Button size="small" onClick={redate}>
            {t('assignments.redate')}
          </Button>
        </div>
      )}
    </li>
  );
};
