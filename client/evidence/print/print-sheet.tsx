import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode } from 'react';
import { figuresOf } from '../../../server/contract/patrols/figures.ts';
import type { Evidence, VerdictRecord } from '../../../server/contract/patrols/patrol.ts';
import { SIGNAL_UNIT } from '../../../server/contract/patrols/signal-unit.ts';
import { rarityTexts } from '../../../server/contract/words/rarity.ts';
import { areasQuery } from '../../api/areas.ts';
import { officersQuery } from '../../api/people.ts';
import { sessionQuery } from '../../api/session.ts';
import { figure, formatAt, percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { scanTexts, visitText } from '../checkpoint-text.ts';
import { clockTexts } from '../clock.tsx';
import styles from './print-sheet.module.css';
import { useMapPicture } from './use-map-picture.ts';

const Rows = ({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={styles.rows}>
    {rows.map(([label, value]) => (
      <div key={`${label} ${value}`}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

interface PrintSheetProps {
  evidence: Evidence;
  record: VerdictRecord;
}

/** The evidence of a patrol as a sheet of A4 for a file: what stands, what it rests on, who signs. Seen on paper alone, and not made anew with each moment of the replay. */
export const PrintSheet = memo(({ evidence, record }: PrintSheetProps) => {
  const { t } = useWords();
  const gridName = useGridName();
  const officers = useQuery(officersQuery).data;
  const areas = useQuery(areasQuery).data;
  const account = useQuery(sessionQuery).data;
  const { atMs, src } = useMapPicture();
  const { contests, grid, norm, patrol } = evidence;
  const { verdict } = record;
  const { basis, measures } = verdict;
  const { timeZone } = grid;
  const clock = (moment: string | number) => formatAt(moment, timeZone, 'YYYY-MM-DD HH:mm');
  const time = (ms: number) => formatAt(ms, timeZone, 'HH:mm:ss');
  const codeOf = (all: readonly { id: number; code: string }[] | undefined, id: number) =>
    all?.find((one) => one.id === id)?.code ?? `#${id}`;
  const decided = contests.find(({ decision }) => decision !== null);
  return (
    <article className={styles.sheet} data-testid="print-sheet">
      <header>
        <h1>{t('evidence.sheet.title')}</h1>
        <p>{t('evidence.sheet.number', { id: patrol.id, version: record.version })}</p>
      </header>
      <Rows
        rows={[
          [t('patrols.officer'), `${patrol.officerName} (${codeOf(officers, patrol.officerId)})`],
          [
            t('live.grid'),
            `${gridName(patrol.gridId, patrol.gridName)} (${codeOf(areas, patrol.gridId)})`,
          ],
          [
            t('evidence.sheet.time'),
            `${clock(patrol.startTime)} – ${patrol.endTime ? clock(patrol.endTime) : t('evidence.underWay')}`,
          ],
          [t('evidence.origin'), t(`patrols.${patrol.origin}`)],
        ]}
      />
      <section className={styles.verdict}>
        <strong>{t(`standing.${verdict.outcome}`)}</strong>
        <span>
          {t('evidence.decided', { time: clock(record.decidedAt), version: record.version })}
        </span>
        <ul>
          {verdict.reasons.map(({ code, measured, required, unit }) => (
            <li key={code}>
              {t(`reason.${code}`)}
              {measured !== undefined && ` · ${figure(t, measured, unit)}`}
              {required !== undefined &&
                required > 0 &&
                ` · ${t('evidence.required', { value: figure(t, required, unit) })}`}
            </li>
          ))}
        </ul>
        {decided && (
          <p>
            {decided.decision === 'overridden' && decided.outcome
              ? t('evidence.overridden', { outcome: t(`standing.${decided.outcome}`) })
              : t('evidence.upheld')}
            {' · '}
            {decided.decidedBy} {decided.decidedAt && clock(decided.decidedAt)} {decided.note}
          </p>
        )}
      </section>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('evidence.figures')}</th>
            <th scope="col">{t('evidence.measured')}</th>
            <th scope="col">{t('evidence.sheet.between')}</th>
            <th scope="col">{t('evidence.sheet.required')}</th>
            <th scope="col">{t('evidence.sheet.judged')}</th>
          </tr>
        </thead>
        <tbody>
          {figuresOf(verdict, norm.rules).map(({ interval, key, required, says, unit }) => (
            <tr key={key}>
              <td>{t(`evidence.${key}`)}</td>
              <td>{figure(t, interval.best, unit)}</td>
              <td>
                {t('evidence.interval', {
                  low: figure(t, interval.low, unit),
                  high: figure(t, interval.high, unit),
                })}
              </td>
              <td>{required === null ? '—' : figure(t, required, unit)}</td>
              <td>{required === null ? '—' : t(`evidence.requirement.${says}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.two}>
        <figure>
          {src ? <img src={src} alt={t('evidence.map')} /> : <p>{t('evidence.sheet.noMap')}</p>}
          <figcaption>{t('evidence.map')}</figcaption>
        </figure>
        <section>
          <h2>{t('evidence.signals')}</h2>
          {verdict.signals.length === 0 && <p>{t('evidence.noSignals')}</p>}
          <ul>
            {verdict.signals.map((signal, k) => (
              <li key={signal.code}>
                <b>{t(`signal.${signal.code}`)}</b> ({t(`strength.${signal.strength}`)})
                <br />
                {t('evidence.signalFigure', {
                  measured: figure(t, signal.measured, SIGNAL_UNIT[signal.code]),
                  threshold: figure(t, signal.threshold, SIGNAL_UNIT[signal.code]),
                  share: percent(signal.share),
                })}
                {rarityTexts(record.rarity[k]!, t).map((text) => (
                  <div key={text}>{text}</div>
                ))}
                <small>
                  {t('evidence.sheet.ofFixes', {
                    fixes: signal.fixes
                      .map(({ fromMs, toMs }) => `${time(fromMs)}–${time(toMs)}`)
                      .join(t('between')),
                  })}
                </small>
                <br />
                <small>{t(`signalInnocent.${signal.code}`)}</small>
              </li>
            ))}
          </ul>
        </section>
      </div>
      {verdict.checkpoints.length > 0 && (
        <section>
          <h2>{t('evidence.checkpoints')}</h2>
          <Rows
            rows={verdict.checkpoints.map((result) => [
              norm.rules.checkpoints.find(({ id }) => id === result.id)?.name || result.id,
              [visitText(t, result), ...scanTexts(t, result, time)].join(t('betweenProblems')),
            ])}
          />
        </section>
      )}
      <Rows
        rows={[
          [t('evidence.fixes'), t('evidence.fixesText', measures.fixes)],
          [t('evidence.completeness'), percent(measures.completeness)],
          ...clockTexts(t, verdict, timeZone).map(
            (text) => [t('evidence.clock.title'), text] as const,
          ),
          [t('evidence.ruleSet'), basis.ruleSet],
          [t('evidence.gridVersion'), basis.gridVersion],
          [t('evidence.normVersion'), basis.normVersion],
          [t('evidence.fixSet'), <code key="fixes">{basis.fixSet}</code>],
        ]}
      />
      <section className={styles.statement}>
        <h2>{t('evidence.sheet.statement')}</h2>
        {contests.map(({ contestedAt, id, text }) => (
          <p key={id}>
            {clock(contestedAt)} {text}
          </p>
        ))}
      </section>
      <div className={styles.signatures}>
        {['officer', 'supervisor', 'date'].map((who) => (
          <span key={who}>{t(`evidence.sheet.sign.${who}`)}</span>
        ))}
      </div>
      <footer>{t('evidence.sheet.printed', { at: clock(atMs), by: account?.name ?? '' })}</footer>
    </article>
  );
});
