import { useMemo, useState } from 'react';
import { inDatum } from '../../../server/contract/areas/datum.ts';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import {
  type FoundCategory,
  INCIDENT_TEXT_MAX,
  PHOTO,
} from '../../../server/contract/handhelds/own.ts';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import { SEVERITIES } from '../../../server/contract/incidents/incident.ts';
import { useHandheld } from '../core/state.ts';
import { GridMap } from '../map/grid-map.tsx';
import { whereAmI } from '../phone/where-am-i.ts';
import type { QueuedEvent } from '../queue/records.ts';
import { useHandheldWords } from '../use-handheld-words.ts';
import { CategoryChoice } from './category-choice.tsx';
import { Photos } from './photos.tsx';

const NO_PATROL = {
  seen: new Set<string>(),
  way: [],
  suggested: [],
  checkpoints: [],
  checkpointsLeft: [],
};

/** Categories used lately that are offered first. */
const RECENT = 5;

/** Reports what was found; everything is queued, so it works without a network. */
export const ReportScreen = () => {
  const { t, language } = useHandheldWords();
  const { duty, handheld, place, recentCategories = [] } = useHandheld();
  const [category, setCategory] = useState<FoundCategory | null>(null);
  const [severity, setSeverity] = useState<(typeof SEVERITIES)[number]>('minor');
  const [tapped, setTapped] = useState<LngLat | null>(null);
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  /** Whether what was sent last is written on the phone, or in memory alone. */
  const [queued, setQueued] = useState<'queued' | 'held' | null>(null);
  const datum = duty?.datum ?? 'wgs84';
  const here = useMemo(() => place && inDatum(place, datum, 'wgs84'), [place, datum]);
  const spot = tapped ?? here;
  const shown = useMemo(() => ({ ...NO_PATROL, place: spot }), [spot]);

  if (!category)
    return (
      <div className="stack">
        {queued && (
          <p role="status" className="notice">
            {t(`report.${queued}`)}
          </p>
        )}
        <CategoryChoice
          choose={(chosen) => {
            setQueued(null);
            setCategory(chosen);
          }}
        />
      </div>
    );

  async function send(): Promise<void> {
    if (!category || !spot || !handheld) return;
    const id = crypto.randomUUID();
    const { code } = category;
    const incident = {
      id,
      t: Date.now(),
      position: inDatum(spot, 'wgs84', datum),
      category: code,
      severity,
      ...(text.trim() ? { text: text.trim() } : {}),
    };
    const events: QueuedEvent[] = [
      { kind: 'incident', incident },
      ...photos.map(
        (image, k): QueuedEvent => ({
          kind: 'photo',
          incidentId: id,
          photoId: `p${k + 1}`,
          image,
        }),
      ),
    ];
    const isWritten = await handheld.add(...events);
    const others = recentCategories.filter((one) => one !== code);
    await handheld.queue.put('recentCategories', [code, ...others].slice(0, RECENT));
    setCategory(null);
    setText('');
    setPhotos([]);
    setTapped(null);
    setSeverity('minor');
    setQueued(isWritten ? 'queued' : 'held');
  }

  return (
    <div className="stack">
      <button type="button" className="card" onClick={() => setCategory(null)}>
        <b>{categoryName(category, language)}</b> <small>{t('report.change')}</small>
      </button>
      <fieldset>
        <legend>{t('report.severity')}</legend>
        {SEVERITIES.map((one) => (
          <button
            key={one}
            type="button"
            className="choice"
            aria-pressed={one === severity}
            onClick={() => setSeverity(one)}
          >
            {t(`report.severities.${one}`)}
          </button>
        ))}
      </fieldset>
      <div>
        <b>{t('report.place')}</b> <small>{t(spot ? 'report.tap' : 'report.noPlace')}</small>
        {duty?.grid && (
          <GridMap grid={duty.grid} shown={shown} label={t('report.place')} onTap={setTapped} />
        )}
        <button
          type="button"
          className="card"
          onClick={() =>
            void whereAmI().then(
              (at) => setTapped(inDatum(at, datum, 'wgs84')),
              () => {},
            )
          }
        >
          {t('report.locate')}
        </button>
      </div>
      <label>
        {t('report.text')}
        <textarea
          rows={3}
          maxLength={INCIDENT_TEXT_MAX}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <Photos photos={photos} change={setPhotos} most={PHOTO.most} />
      <button type="button" className="primary" disabled={!spot} onClick={() => void send()}>
        {t('report.send')}
      </button>
    </div>
  );
};
