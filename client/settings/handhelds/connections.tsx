import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Binding } from '../../../server/contract/handhelds/binding.ts';
import type { Handheld } from '../../../server/contract/people/people.ts';
import { Ask } from '../../focus/ask.tsx';
import { useFocusGivenBack } from '../../focus/use-focus-given-back.ts';
import { formatAt } from '../../format.ts';
import { helpFor } from '../../help/topics.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from '../page.module.css';
import { useAct } from '../use-act.ts';
import { bindingsQuery, confirmTerminal, endBinding } from './api.ts';
import { Bind } from './bind.tsx';
import { Heard } from './heard.tsx';
import { Upload } from './upload.tsx';

interface ConnectionsProps {
  /** Whose they are; null: closed. */
  handheld: Handheld | null;
  close: () => void;
}

/** By what apps and terminals a handheld is known, and what is heard of it. */
export const Connections = ({ handheld, close }: ConnectionsProps) => {
  const { t } = useWords();
  return (
    <Drawer
      open={handheld !== null}
      onClose={close}
      size={560}
      title={`${t('settings.handhelds.connections')} · ${handheld?.code ?? ''}`}
      destroyOnHidden
    >
      {handheld && (
        <>
          <Heard id={handheld.id} />
          <Bindings handheld={handheld} />
          <Upload id={handheld.id} />
        </>
      )}
    </Drawer>
  );
};

const Bindings = ({ handheld }: { handheld: Handheld }) => {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  // The drawer forgets who opened it once a dialog was over it.
  useFocusGivenBack();
  const bindings = useQuery(bindingsQuery(handheld.id));
  return (
    <section className={styles.log}>
      <h3>{t('settings.handhelds.bindings')}</h3>
      {bindings.isPending ? (
        <ListSkeleton />
      ) : bindings.isLoadingError ? (
        <Failure error={bindings.error} retry={bindings.refetch} />
      ) : (
        <ul className={styles.log}>
          {bindings.data.bindings.map((binding) => (
            <Row key={binding.id} binding={binding} />
          ))}
        </ul>
      )}
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('settings.handhelds.new')}
      </Button>{' '}
      <Link to={helpFor(handheld.code)}>{t('settings.handhelds.help')}</Link>
      <Bind handheld={handheld} open={isOpen} close={() => setOpen(false)} />
    </section>
  );
};

const Row = ({ binding }: { binding: Binding }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const act = useAct(['bindings']);
  const { id, handheldId, protocol, device, addressRange, terminal, trust, encrypted, revokedAt } =
    binding;
  const asked = revokedAt === null ? binding.asked : null;
  const when = (moment: string) => formatAt(moment, timeZone, 'YYYY-MM-DD HH:mm');
  return (
    <li data-testid="binding" data-ended={revokedAt !== null}>
      <div>
        <b>{t(`evidence.wire.${protocol}`)}</b>
        {revokedAt ? (
          <Tag>{t('settings.handhelds.ended')}</Tag>
        ) : (
          <Tag>{t(`evidence.trust.${trust}`)}</Tag>
        )}
        {!revokedAt && (
          <Ask
            title={t('settings.handhelds.endAsk')}
            onConfirm={() => act.mutate(() => endBinding(handheldId, id))}
            okText={t('settings.handhelds.end')}
            cancelText={t('settings.cancel')}
          >
            <Button size="small" danger>
              {t('settings.handhelds.end')}
            </Button>
          </Ask>
        )}
      </div>
      <small className="figure">
        {[device, terminal, addressRange, encrypted && t('settings.handhelds.encrypted')]
          .filter(Boolean)
          .join(' · ')}
      </small>
      <small className="figure">
        {t('settings.by', { who: binding.createdBy, at: when(binding.createdAt) })}
        {revokedAt && ` · ${t('settings.handhelds.endedAt', { at: when(revokedAt) })}`}
      </small>
      {asked && (
        <div data-testid="asked">
          <small>{t('settings.handhelds.asked', { ...asked, at: when(asked.at) })}</small>
          <Ask
            title={t('settings.handhelds.confirmAsk', asked)}
            onConfirm={() => act.mutate(() => confirmTerminal(handheldId, id, asked.terminal))}
            okText={t('settings.handhelds.confirm')}
            cancelText={t('settings.cancel')}
          >
            <Button size="small">{t('settings.handhelds.confirm')}</Button>
          </Ask>
        </div>
      )}
    </li>
  );
};
