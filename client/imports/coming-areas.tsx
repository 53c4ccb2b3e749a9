import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import type { ComingChange, WithdrawnChange } from '../../server/contract/areas/area-change.ts';
import * as routes from '../../server/contract/routes/people/area-imports.ts';
import { call } from '../api/call.ts';
import { asRequestError } from '../api/request.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { comingAreasQuery } from './api.ts';
import styles from './imports.module.css';

/** Areas of a change that are named; all are counted. */
const NAMED = 6;
/** What somebody is left without is told first. */
const ORDER = ['end', 'begin', 'change'];

/** What changes, in a sentence. */
const Said = ({ change }: { change: ComingChange }) => {
  const { t } = useWords();
  const { areas, begin, change: changed, end } = change;
  const more = begin + changed + end - Math.min(NAMED, areas.length);
  const named = areas
    .toSorted((a, b) => ORDER.indexOf(a.does) - ORDER.indexOf(b.does))
    .slice(0, NAMED)
    .map(
      ({ code, does, name }) =>
        `${name === code ? code : `${name} (${code})`} ${t(`imports.coming.${does}`)}`,
    );
  return (
    <>
      {t('imports.coming.counts', { begin, changed, end })} {named.join(t('imports.coming.comma'))}
      {more > 0 && ` ${t('setup.more', { count: more })}`}
    </>
  );
};

/** Who would be left without an area that never begins. */
const Left = ({ left }: Pick<WithdrawnChange, 'left'>) => {
  const { t } = useWords();
  const { accounts, norms, officers } = left;
  const said = [
    officers.length > 0 &&
      t('imports.coming.officersLeft', {
        names: officers.map(({ grid, officer }) => `${officer} (${grid})`).join(t('between')),
      }),
    norms > 0 && t('imports.coming.normsLeft', { count: norms }),
    accounts.length > 0 && t('imports.coming.accountsLeft', { names: accounts.join(t('between')) }),
  ].filter(Boolean);
  return said.length > 0 && <Alert type="warning" showIcon title={said.join(' ')} />;
};

/** Changes of areas that are still to come, each with a way to take it back after it is said what that comes to. */
export const ComingAreas = ({ onWithdrawn }: { onWithdrawn: () => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const client = useQueryClient();
  const { data: changes = [] } = useQuery(comingAreasQuery);
  const run = useMutation({
    mutationFn: (body: { from: string; check: boolean }) => call(routes.withdrawAreas, { body }),
    onSuccess: async ({ withdrawn }) => {
      if (!withdrawn) return;
      onWithdrawn();
      await client.invalidateQueries();
    },
  });
  const asked = run.data && !run.data.withdrawn ? run.data : null;
  const at = (moment: string) => formatAt(moment, timeZone, 'YYYY-MM-DD HH:mm');
  return (
    <>
      {changes.map((change) => (
        <Alert
          key={change.from}
          type="info"
          showIcon
          data-testid="coming-areas"
          title={t('imports.coming.title', { at: at(change.from) })}
          description={<Said change={change} />}
          action={
            <Button
              size="small"
              danger
              loading={run.isPending}
              onClick={() => run.mutate({ from: change.from, check: true })}
            >
              {t('imports.coming.withdraw')}
            </Button>
          }
        />
      ))}
      {run.error && <Refusal error={asRequestError(run.error)} />}
      {run.data?.withdrawn && <Left left={run.data.left} />}
      <Modal
        open={asked !== null}
        title={asked && t('imports.coming.ask', { at: at(asked.from) })}
        okText={t('imports.coming.withdraw')}
        okButtonProps={{ danger: true }}
        cancelText={t('settings.cancel')}
        confirmLoading={run.isPending}
        onCancel={run.reset}
        onOk={() => asked && run.mutate({ from: asked.from, check: false })}
      >
        {asked && (
          <div className={styles.import}>
            <span>
              <Said change={asked} />
            </span>
            <Left left={asked.left} />
          </div>
        )}
      </Modal>
    </>
  );
};
