import { EnvironmentOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, type GetRef, Input } from 'antd';
import { useRef, useState } from 'react';
import { MESSAGE_MAX, type OfficerMessage } from '../../../server/contract/people/message.ts';
import { sendMessage } from '../../../server/contract/routes/people/messages.ts';
import { call } from '../../api/call.ts';
import { messagesQuery } from '../../api/messages.ts';
import { asRequestError } from '../../api/request.ts';
import { goesByKey } from '../../focus/focus.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { useView } from '../map/view.ts';
import styles from './messages.module.css';
import { whyNot } from './why-not.ts';

/** So many of the last are shown. */
const SHOWN = 5;

/** Writes to an officer, with the place that is meant, and says what became of what was written. */
export const Messages = ({ officerId }: { officerId: number }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const field = useRef<GetRef<typeof Input.TextArea>>(null);
  const { askPin, isPinning, pin, pinAt } = useView();
  const { data: told = [] } = useQuery(messagesQuery(officerId));
  const send = useMutation({
    mutationFn: () =>
      call(sendMessage, { params: { id: officerId }, body: { text, ...(pin && { place: pin }) } }),
    onSuccess: (sent) => {
      setText('');
      // Its button is off until something is written anew.
      if (goesByKey()) field.current?.focus();
      pinAt(null);
      client.setQueryData<OfficerMessage[]>(messagesQuery(officerId).queryKey, (before = []) => [
        sent,
        ...before,
      ]);
    },
  });
  const isEmpty = text.trim() === '';
  return (
    <section className={styles.messages} data-testid="messages">
      <h3>{t('live.message.title')}</h3>
      <Input.TextArea
        ref={field}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={(event) => {
          if (!(event.metaKey || event.ctrlKey) || isEmpty) return;
          event.preventDefault();
          send.mutate();
        }}
        maxLength={MESSAGE_MAX}
        showCount
        rows={2}
        aria-label={t('live.message.text')}
        placeholder={t('live.message.text')}
      />
      <div className={styles.send}>
        {pin ? (
          <span>
            {t('live.message.withPlace', { place: `${pin.lng.toFixed(5)}, ${pin.lat.toFixed(5)}` })}{' '}
            <Button type="link" size="small" onClick={() => pinAt(null)}>
              {t('live.message.dropPlace')}
            </Button>
          </span>
        ) : (
          <Button
            size="small"
            icon={<EnvironmentOutlined />}
            aria-pressed={isPinning}
            onClick={() => askPin(!isPinning)}
          >
            {t(isPinning ? 'live.near.pinning' : 'live.message.addPlace')}
          </Button>
        )}
        <Button
          size="small"
          type="primary"
          disabled={isEmpty}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('live.message.send')}
        </Button>
      </div>
      {send.isError && (
        <p role="alert" className={styles.failed}>
          {t('live.message.failed', { why: whyNot(asRequestError(send.error).code, t) })}
        </p>
      )}
      <ul>
        {told.slice(0, SHOWN).map((one) => (
          <Told key={one.id} message={one} />
        ))}
      </ul>
    </section>
  );
};

/** One message and how far it has come. */
const Told = ({ message }: { message: OfficerMessage }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const pinAt = useView((v) => v.pinAt);
  const at = (moment: string) => formatAt(moment, timeZone, 'HH:mm');
  const { place, readAt, takenAt } = message;
  return (
    <li data-testid="told" data-state={readAt ? 'read' : takenAt ? 'taken' : 'waiting'}>
      <p>{message.text}</p>
      <small>
        {message.by} · {formatAt(message.at, timeZone, 'MM-DD HH:mm')} ·{' '}
        {readAt
          ? t('live.message.read', { at: at(readAt) })
          : takenAt
            ? t('live.message.taken', { at: at(takenAt) })
            : t('live.message.waiting')}
        {place && (
          <Button type="link" size="small" onClick={() => pinAt(place)}>
            {t('live.message.showPlace')}
          </Button>
        )}
      </small>
    </li>
  );
};
