import { useEffect, useState } from 'react';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { LANGUAGE_OPTIONS } from '../../i18n/create.ts';
import { type ShadeChoice, usePreferences } from '../../theme/preferences.ts';
import { useHandheld } from '../core/state.ts';
import { change } from '../i18n.ts';
import { changeUser, type Identity, identities } from '../phone/identity.ts';
import { useHandheldWords } from '../use-handheld-words.ts';
import { PushSwitch } from './push-switch.tsx';

const SHADES: readonly ShadeChoice[] = ['system', 'light', 'dark'];
const HELP = ['screen', 'beside', 'offline'] as const;

/** Hours of duty, users, what was not taken, and how this phone stands. */
export const MoreScreen = ({ addUser }: { addUser: () => void }) => {
  const { t, day, language } = useHandheldWords();
  const {
    clockAheadMs = 0,
    duty,
    identity,
    isFull,
    patrol,
    persisted,
    refused = [],
  } = useHandheld();
  // What is in memory alone would go with this page.
  const isBound = Boolean(patrol) || isFull;
  const { choice, choose } = usePreferences();
  const [users, setUsers] = useState<Identity[]>([]);
  useEffect(() => {
    void identities().then(setUsers);
  }, []);
  const [room, setRoom] = useState<{ used: number; free: number } | null>(null);
  useEffect(() => {
    void navigator.storage?.estimate?.().then(({ quota = 0, usage = 0 }) => {
      const mb = (bytes: number) => Math.round(bytes / 2 ** 20);
      setRoom({ used: mb(usage), free: mb(quota - usage) });
    });
  }, []);
  const daysOf = (days: readonly number[]) =>
    days.length === 7
      ? t('more.everyDay')
      : t('more.weekdays', { days: days.map((one) => [...t('more.days')][one - 1]).join(' ') });
  const off = Math.round(clockAheadMs / MINUTE_MS);
  return (
    <div>
      <section>
        <h2>{t('more.duty')}</h2>
        {duty && (
          <p>
            {t('more.dutyHours', {
              days: daysOf(duty.rules.dutyDays),
              from: duty.rules.dutyHours.from,
              to: duty.rules.dutyHours.to,
              grace: duty.rules.dutyGraceMinutes,
            })}
            {duty.rules.observesHolidays && (
              <>
                <br />
                {t('more.dutyHolidays')}
              </>
            )}
          </p>
        )}
        <p className="faint">{t('more.dutyHint')}</p>
      </section>
      <section>
        <h2>{t('more.user')}</h2>
        <ul>
          {users.map(({ code }) => (
            <li key={code}>
              <button
                type="button"
                className="card"
                disabled={code === identity?.code || isBound}
                onClick={() => void changeUser(code).then(() => window.location.reload())}
              >
                <b>{code}</b> {code === identity?.code && <small>{t('more.current')}</small>}
              </button>
            </li>
          ))}
        </ul>
        <button type="button" disabled={isBound} onClick={addUser}>
          {t('more.addUser')}
        </button>
        <p className="faint">{t('more.changeHint')}</p>
      </section>
      <section>
        <h2>{t('more.refused')}</h2>
        {refused.length === 0 ? (
          <p className="faint">{t('more.noRefused')}</p>
        ) : (
          <ul>
            {refused.map(({ at, caseId, what, why }) => (
              <li key={`${at} ${what} ${why}`}>
                {t('more.refusedLine', {
                  at: day(at),
                  what: [t(`more.what.${what}`), caseId && `#${caseId}`].filter(Boolean).join(' '),
                  why: t(`refusal.${why}`, { defaultValue: why }),
                })}
              </li>
            ))}
          </ul>
        )}
      </section>
      <PushSwitch />
      <section>
        <h2>{t('more.clock')}</h2>
        <p>
          {off === 0
            ? t('more.clockRight')
            : t('more.clockOff', {
                way: t(off > 0 ? 'more.ahead' : 'more.behind'),
                minutes: Math.abs(off),
              })}
        </p>
        <h2>{t('more.storage')}</h2>
        <p>{t(persisted ? 'more.kept' : 'more.notKept')}</p>
        {room && <p className="faint">{t('more.room', room)}</p>}
      </section>
      <fieldset>
        <legend>{t('more.language')}</legend>
        {LANGUAGE_OPTIONS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className="choice"
            aria-pressed={value === language}
            onClick={() => void change(value)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('more.shade')}</legend>
        {SHADES.map((shade) => (
          <button
            key={shade}
            type="button"
            className="choice"
            aria-pressed={shade === choice}
            onClick={() => choose(shade)}
          >
            {t(`more.shades.${shade}`)}
          </button>
        ))}
      </fieldset>
      <section>
        <h2>{t('more.help')}</h2>
        {HELP.map((part) => (
          <p key={part}>{t(`more.helpText.${part}`)}</p>
        ))}
      </section>
    </div>
  );
};
