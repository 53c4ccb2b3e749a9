import { useHandheld } from '../core/state.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

/** The first text to the officer that was not read yet, over every screen. */
export const Message = () => {
  const { t, clock } = useHandheldWords();
  const { handheld, texts = [] } = useHandheld();
  const [first, ...others] = texts;
  if (!first) return null;
  return (
    <div className="notice" role="alert" data-testid="message">
      <b>{t('message.title', { who: first.by, at: clock(Date.parse(first.at)) })}</b>
      <p>{first.text}</p>
      <button type="button" onClick={() => void handheld?.queue.put('texts', others)}>
        {t('message.read')}
      </button>
    </div>
  );
};
