import * as routes from '../../../server/contract/routes/field/about.ts';
import { saveFile } from '../../parts/save-file.ts';
import { useHandheld } from '../core/state.ts';
import { useAsked } from '../core/use-asked.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

/** How the officer's data is handled, that they took note of it, and all of it to take along. */
export const OwnData = () => {
  const { t, day } = useHandheldWords();
  const link = useHandheld(({ handheld }) => handheld?.link);
  const { value: state, again } = useAsked('notice', (asked) => asked.call(routes.getOwnNotice));
  if (!state || !link) return null;

  async function agree(notice: string): Promise<void> {
    await link!.call(routes.agreeToNotice, { body: { notice } });
    again();
  }
  async function take(): Promise<void> {
    const about = await link!.call(routes.getOwnData);
    const file = new Blob([JSON.stringify(about, null, 2)], { type: 'application/json' });
    saveFile(file, 'xunji.json');
  }
  return (
    <section>
      <h2>{t('mine.notice')}</h2>
      <p>{t('mine.noticeText')}</p>
      {state.agreedAt === null ? (
        <button type="button" className="card" onClick={() => void agree(state.notice)}>
          {t('mine.agree')}
        </button>
      ) : (
        <p className="faint">
          {t('mine.agreed', { at: day(state.agreedAt), notice: state.notice })}
        </p>
      )}
      <button type="button" className="card" onClick={() => void take()}>
        {t('mine.take')}
      </button>
    </section>
  );
};
