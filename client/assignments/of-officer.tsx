import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useMay } from '../api/use-may.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { useNow } from '../parts/use-now.ts';
import { carriedQuery, type Owner } from './api.ts';
import styles from './assignments.module.css';
import { AssignmentsDrawer } from './drawer.tsx';
import { GiveForm } from './give-form.tsx';
import { History } from './history.tsx';
import { useLaying } from './laying.ts';
import { standOf } from './plan.ts';
import { useSpellText } from './use-spell-text.ts';

/** Past handhelds that are shown. */
const PAST_MAX = 10;
const TAGS = { planned: 'processing', running: 'success', ended: 'default' } as const;

interface OfOfficerProps {
  officer: { id: number; code: string; name: string };
}

/** Which handhelds an officer carries and which grids are held, to be given, ended and re-dated. */
export const OfOfficer = ({ officer }: OfOfficerProps) => {
  const { t } = useWords();
  const { code, id, name } = officer;
  const grids = useLaying();
  return (
    <section className={styles.ofOfficer} data-testid="of-officer">
      <Carried officer={officer} />
      <div>
        <h2>{t('assignments.title.grid', { what: name })}</h2>
        <History owner={{ kind: 'grid', id, code, name }} laying={grids} />
      </div>
    </section>
  );
};

const Carried = ({ officer: { code, id, name } }: OfOfficerProps) => {
  const { t } = useWords();
  const mayPut = useMay('provision');
  const nowMs = useNow(10_000);
  const spellText = useSpellText();
  const query = useQuery(carriedQuery(id));
  const laying = useLaying();
  const [isGiving, setGiving] = useState(false);
  const [opened, setOpened] = useState<Owner | null>(null);
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const { hidden, rows } = query.data;
  const past = rows.filter((row) => standOf(row, nowMs) === 'ended');
  const coming = rows.filter((row) => standOf(row, nowMs) !== 'ended').reverse();
  const left = Math.max(0, past.length - PAST_MAX) + hidden;
  return (
    <div className={styles.history} data-testid="carried-by">
      <h2>{t('assignments.carriedBy', { name })}</h2>
      {mayPut && (
        <div className={styles.tools}>
          <Button type="primary" onClick={() => setGiving(true)}>
            {t('assignments.giveHandheld')}
          </Button>
        </div>
      )}
      {laying.told}
      {rows.length === 0 && <p>{t('assignments.noHandheld')}</p>}
      <ul className={styles.rows}>
        {[...coming, ...past.slice(0, PAST_MAX)].map(({ from, handheld, handheldId, to }) => {
          const stand = standOf({ from, to }, nowMs);
          return (
            <li key={`${handheld} ${from}`} data-testid="carried" data-stand={stand}>
              <div>
                <b>{handheld}</b> <Tag color={TAGS[stand]}>{t(`assignments.stand.${stand}`)}</Tag>
                <small className="figure">{spellText({ from, to })}</small>
              </div>
              <div className={styles.acts}>
                <Button
                  size="small"
                  onClick={() => setOpened({ kind: 'handheld', id: handheldId, code: handheld })}
                >
                  {t('assignments.open.handheld')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {left > 0 && <p>{t('assignments.left', { count: left })}</p>}
      {isGiving && (
        <GiveForm owner={null} target={code} laying={laying} close={() => setGiving(false)} />
      )}
      {opened && <AssignmentsDrawer owner={opened} close={() => setOpened(null)} />}
    </div>
  );
};
