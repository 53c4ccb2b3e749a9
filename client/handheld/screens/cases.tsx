import { useEffect, useRef, useState } from 'react';
import type { Case, CaseStep } from '../../../server/contract/cases/case.ts';
import type { OwnCaseStep } from '../../../server/contract/cases/detail.ts';
import { PHOTO } from '../../../server/contract/handhelds/own.ts';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import * as routes from '../../../server/contract/routes/field/own-cases.ts';
import { useHandheld } from '../core/state.ts';
import { useAsked } from '../core/use-asked.ts';
import { whereAmI, whereLast } from '../phone/where-am-i.ts';
import type { QueuedEvent } from '../queue/records.ts';
import { useHandheldWords } from '../use-handheld-words.ts';
import { Part } from './part.tsx';
import { Photos } from './photos.tsx';

type OwnStep = OwnCaseStep['step'];

/** What can be done to a case in each state; what is done waits in the queue until it is sent. */
const OFFERED: Partial<Record<Case['state'], readonly OwnStep[]>> = {
  reported: ['take', 'pass-up'],
  accepted: ['take', 'pass-up'],
  dispatched: ['take', 'set-out', 'return', 'pass-up'],
  'in-hand': ['set-out', 'arrive', 'handle', 'return', 'pass-up'],
  handled: ['check', 'send-back'],
};
/** Where a step leads that waits to be sent, as far as more can be done at once without a network. */
const AFTER: Partial<Record<OwnStep, Case['state']>> = {
  take: 'in-hand',
  'set-out': 'in-hand',
  arrive: 'in-hand',
};
/** Steps that want a reason. */
const WITH_REASON: ReadonlySet<CaseStep> = new Set(['return', 'pass-up', 'send-back']);

/** The officer's cases: those in hand, those of the grid that nobody has, those to check. */
export const CasesScreen = () => {
  const { t } = useHandheldWords();
  const { cases: kept, caseSteps, handheld } = useHandheld();
  const asked = useAsked(
    'cases',
    async (link) => {
      const { cases: read } = await link.call(routes.listOwnCases);
      await handheld?.queue.put('cases', read);
      return read;
    },
    // Others may come at any time.
    () => false,
  );
  // A step that waited was sent: its case is another now.
  const waited = useRef(caseSteps.length);
  useEffect(() => {
    if (caseSteps.length < waited.current) asked.again();
    waited.current = caseSteps.length;
  }, [caseSteps.length, asked.again]);
  // Where there is no network, those read last.
  const cases = { ...asked, value: asked.value ?? kept };
  return (
    <div className="stack">
      <News />
      <Part
        title={t('cases.title')}
        asked={cases}
        empty={t('cases.empty')}
        row={(one) => <OneCase key={one.id} one={one} done={asked.again} />}
      />
      <button type="button" className="card" onClick={asked.again}>
        {t('cases.again')}
      </button>
    </div>
  );
};

/** What became of steps that were sent late: each until it is put away. */
const News = () => {
  const { day, language, t } = useHandheldWords();
  const { caseNews = [], handheld } = useHandheld();
  return caseNews.map(({ caseId, key, step, told }) => (
    <div key={key} role="status" className="notice" data-testid="case-news">
      <b>
        #{caseId} {t(`cases.act.${step}`)}
      </b>
      <p>{localTimes(told[language] ?? '', day)}</p>
      <button type="button" onClick={() => void handheld?.queue.forgetNews(key)}>
        {t('cases.seen')}
      </button>
    </div>
  ));
};

/** Moments in a text as clocks of the place show them. */
const localTimes = (text: string, day: (moment: string) => string): string =>
  text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, day);

const OneCase = ({ one, done }: { one: Case; done: () => void }) => {
  const { day, language, t } = useHandheldWords();
  const { categories = [], caseSteps, duty } = useHandheld();
  const [chosen, setChosen] = useState<OwnStep | null>(null);
  /** The last step taken here, and the version of the case it was taken by: it may be sent before the case is read anew. */
  const [taken, setTaken] = useState<{ step: OwnStep; version: number } | null>(null);
  const waiting = caseSteps.filter(({ caseId }) => caseId === one.id).at(-1);
  const waits = waiting?.step ?? (taken?.version === one.version ? taken.step : null);
  const state = waits ? AFTER[waits] : one.state;
  // Nobody checks the own work.
  const isOwn = state === 'handled' && one.officerId === duty?.officer?.id;
  const offered = state && !isOwn ? (OFFERED[state] ?? []) : [];
  const category = categories.find(({ code }) => code === one.category);
  const name = category ? categoryName(category, language) : one.category;
  return (
    <li className="card" data-testid="own-case">
      <b>
        #{one.id} {name}
      </b>
      <p>
        {t(`cases.state.${one.state}`)} · {t(`cases.light.${one.light}`)}
        {one.dueAt && <> · {t('cases.due', { at: day(one.dueAt) })}</>}
      </p>
      {waits && (
        <p role="status" className="notice">
          {t(`cases.act.${waits}`)} · {t('cases.queued')}
        </p>
      )}
      {chosen ? (
        <Step
          one={one}
          step={chosen}
          cancel={() => setChosen(null)}
          done={() => {
            setChosen(null);
            setTaken({ step: chosen, version: one.version });
            setTimeout(done, 2_000);
          }}
        />
      ) : (
        offered.map((step) => (
          <button key={step} type="button" className="choice" onClick={() => setChosen(step)}>
            {t(`cases.act.${step}`)}
          </button>
        ))
      )}
    </li>
  );
};

interface StepProps {
  one: Case;
  step: OwnStep;
  cancel: () => void;
  done: () => void;
}

/** One step with its words and photos; it is queued with where and when it was done. */
const Step = ({ one, step, cancel, done }: StepProps) => {
  const { t } = useHandheldWords();
  const { handheld, place } = useHandheld();
  const [why, setWhy] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [isBusy, setBusy] = useState(false);

  async function send(): Promise<void> {
    if (!handheld) return;
    // Where there are no satellites the place is looked for for a while.
    setBusy(true);
    const position = whereLast(place, Date.now()) ?? (await whereAmI().catch(() => null));
    const key = crypto.randomUUID();
    const events: QueuedEvent[] = [
      {
        kind: 'case',
        caseId: one.id,
        step: {
          ...{ key, step, t: Date.now(), version: one.version },
          ...(why.trim() ? { why: why.trim() } : {}),
          ...(position ? { position } : {}),
        },
      },
      ...photos.map(
        (image): QueuedEvent => ({
          kind: 'case-photo',
          ...{ caseId: one.id, photoId: crypto.randomUUID(), step, image },
        }),
      ),
    ];
    await handheld.add(...events);
    done();
  }

  return (
    <div className="stack">
      <label>
        {t(WITH_REASON.has(step) ? 'cases.reason' : 'cases.words')}
        <textarea
          rows={2}
          maxLength={2_000}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
        />
      </label>
      <Photos photos={photos} change={setPhotos} most={PHOTO.most} />
      <button
        type="button"
        className="primary"
        disabled={isBusy || (WITH_REASON.has(step) && why.trim() === '')}
        onClick={() => void send()}
      >
        {t(`cases.act.${step}`)}
      </button>
      <button type="button" className="card" onClick={cancel}>
        {t('cases.cancel')}
      </button>
    </div>
  );
};
