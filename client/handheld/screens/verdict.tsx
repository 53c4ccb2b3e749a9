import { useState } from 'react';
import type { Reason } from '../../../server/contract/patrols/verdict.ts';
import * as routes from '../../../server/contract/routes/field/own.ts';
import { rarityTexts } from '../../../server/contract/words/rarity.ts';
import { asRequestError } from '../../api/request.ts';
import { useHandheld } from '../core/state.ts';
import { useAsked } from '../core/use-asked.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

/** One own verdict in plain words: why, what was measured, what was noticed; and a word against it. */
export const VerdictScreen = ({ patrolId, back }: { patrolId: number; back: () => void }) => {
  const { t, clock, day } = useHandheldWords();
  const link = useHandheld(({ handheld }) => handheld?.link);
  const asked = useAsked(
    String(patrolId),
    (ask) => ask.call(routes.getOwnEvidence, { params: { id: patrolId } }),
    ({ verdicts }) => verdicts.length > 0,
  );
  const [text, setText] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const { value, failure } = asked;
  const record = value?.verdicts[0];
  const verdict = record?.verdict;

  async function contest(): Promise<void> {
    try {
      await link!.call(routes.contestOwnVerdict, { params: { id: patrolId }, body: { text } });
      setText('');
      setSaid(t('mine.contested'));
      asked.again();
    } catch (error) {
      setSaid(t('mine.offline', { why: t(`error.${asRequestError(error).code}`) }));
    }
  }

  return (
    <div className="stack">
      <button type="button" onClick={back}>
        {t('mine.back')}
      </button>
      {failure && <p>{t('mine.offline', { why: t(`error.${failure.code}`) })}</p>}
      {!value && !failure && <p>{t('mine.loading')}</p>}
      {value && (
        <>
          <h2>
            {t(`standing.${value.patrol.outcome ?? 'pending'}`)} · {day(value.patrol.startTime)}
          </h2>
          <ul>
            {verdict?.reasons.map((reason) => (
              <ReasonRow key={reason.code} reason={reason} />
            ))}
          </ul>
          {verdict && verdict.signals.length > 0 && (
            <section>
              <h2>{t('mine.signals')}</h2>
              <ul>
                {verdict.signals.map(({ code }, k) => (
                  <li key={code} className="card">
                    {t(`signalText.${code}`)}
                    <br />
                    {rarityTexts(record!.rarity[k]!, t).map((text) => (
                      <div key={text}>
                        <small>{text}</small>
                      </div>
                    ))}
                    <small>{t(`signalInnocent.${code}`)}</small>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <p>
            <small>{t(`mine.signed.${value.signatures.level}`)}</small>
          </p>
          {verdict?.segments.some(({ kind }) => kind === 'gap') && (
            <section>
              <h2>{t('mine.stretches')}</h2>
              <ul>
                {verdict.segments
                  .filter(({ kind }) => kind === 'gap')
                  .map(({ fromMs, toMs, gapReason }) => (
                    <li key={fromMs}>
                      {t('mine.stretch', {
                        from: clock(fromMs),
                        to: clock(toMs),
                        why: t(gapReason ? `gapReason.${gapReason}` : 'mine.unknownGap'),
                      })}
                    </li>
                  ))}
              </ul>
            </section>
          )}
          <section>
            <h2>{t('mine.contest')}</h2>
            {value.contests.map(({ id, text: words, note }) => (
              <p key={id} className="card">
                {words}
                <br />
                <small>{note ? t('mine.contestDone', { note }) : t('mine.contestOpen')}</small>
              </p>
            ))}
            <label>
              {t('mine.contestHint')}
              <textarea
                rows={3}
                maxLength={2000}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            </label>
            <button
              type="button"
              className="primary"
              disabled={text.trim() === '' || !verdict}
              onClick={() => void contest()}
            >
              {t('mine.contestSend')}
            </button>
            {said && <p role="status">{said}</p>}
          </section>
        </>
      )}
    </div>
  );
};

const ReasonRow = ({
  reason: { code, measured, required, unit = 'count' },
}: {
  reason: Reason;
}) => {
  const { t } = useHandheldWords();
  const figure = (value: number) =>
    t(`unit.${unit}`, { value: Math.round(unit === 'share' ? value * 100 : value) });
  return (
    <li className="card">
      {t(`reasonText.${code}`)}
      {measured !== undefined && required !== undefined && (
        <>
          <br />
          <small>
            {t('mine.measured', { measured: figure(measured), required: figure(required) })}
          </small>
        </>
      )}
    </li>
  );
};
