import { useQuery } from '@tanstack/react-query';
import type { ProtocolState } from '../../../server/contract/handhelds/binding.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from '../page.module.css';
import { heardQuery } from './api.ts';

/** The last message of a handheld over each wire, and what was wrong with it: why a phone is silent. Looked at anew every few seconds. */
export const Heard = ({ id }: { id: number }) => {
  const { t } = useWords();
  const heard = useQuery(heardQuery(id));
  return (
    <section className={styles.log} data-testid="heard">
      <h3>{t('settings.handhelds.heard')}</h3>
      {heard.isPending ? (
        <ListSkeleton />
      ) : heard.isLoadingError ? (
        <Failure error={heard.error} retry={heard.refetch} />
      ) : heard.data.length === 0 ? (
        <Empty
          title={t('settings.handhelds.nothingHeard')}
          hint={t('settings.handhelds.nothingHeardHint')}
        />
      ) : (
        <ul className={styles.log}>
          {heard.data.map((state) => (
            <Row key={state.protocol} state={state} />
          ))}
        </ul>
      )}
    </section>
  );
};

const Row = ({ state }: { state: ProtocolState }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { protocol, heardAt, lastDefect, defectAt } = state;
  const when = (moment: string) => formatAt(moment, timeZone, 'MM-DD HH:mm:ss');
  return (
    <li>
      <div>
        <b>{t(`evidence.wire.${protocol}`, { defaultValue: protocol })}</b>
        <span className="figure">{t('settings.handhelds.heardAt', { at: when(heardAt) })}</span>
      </div>
      <small className="figure">{t('settings.handhelds.counts', { ...state })}</small>
      {lastDefect && defectAt && (
        <b className={styles.failing}>
          {t('settings.handhelds.defect', { at: when(defectAt), what: lastDefect })}
        </b>
      )}
    </li>
  );
};
