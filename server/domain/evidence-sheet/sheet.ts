import { figuresOf } from '../../contract/patrols/figures.ts';
import type { Evidence, VerdictRecord } from '../../contract/patrols/patrol.ts';
import { SIGNAL_UNIT } from '../../contract/patrols/signal-unit.ts';
import { clockOffWords } from '../../contract/words/clock-off.ts';
import { figureText, percent } from '../../contract/words/figure.ts';
import { WORDS } from '../../contract/words/index.ts';
import { interpolate } from '../../contract/words/interpolate.ts';
import type { Language } from '../../contract/words/languages.ts';
import { rarityWords } from '../../contract/words/rarity.ts';
import { wallText } from '../time/local-time.ts';

type Row = readonly [label: string, text: string];

/** The sheet of a patrol's evidence in a language, before it has a form. */
export interface EvidenceSheet {
  title: string;
  number: string;
  who: Row[];
  outcome: string;
  decided: string;
  reasons: string[];
  /** What people decided over it; null: nothing. */
  decision: string | null;
  table: { header: string[]; rows: string[][] };
  map: string;
  signals: { title: string; lines: Row[]; none: string };
  /** None where the norm asks for none. */
  checkpoints: { title: string; lines: Row[] };
  basis: Row[];
  statement: { title: string; lines: string[] };
  signatures: string[];
  foot: string;
}

export interface SheetAsked {
  record: VerdictRecord;
  officerCode: string;
  gridCode: string;
  language: Language;
  /** Who asked for it, and when. */
  by: string;
  atMs: number;
}

/** What stands of a patrol, what it rests on and who signs, all of it: nothing is cut short. */
export function evidenceSheetOf(
  { contests, grid, norm, patrol }: Evidence,
  { atMs, by, gridCode, language, officerCode, record }: SheetAsked,
): EvidenceSheet {
  const { console: words } = WORDS[language];
  const said = words.evidence;
  const { verdict, version } = record;
  const { basis, measures } = verdict;
  const figure = (value: number, unit: string | undefined) =>
    figureText((name) => words.unit[name], value, unit);
  const wall = (moment: string | number) => wallText(new Date(moment).getTime(), grid.timeZone);
  const clock = (moment: string | number) => wall(moment).slice(0, 16);
  const time = (ms: number) => wall(ms).slice(11, 19);
  const decided = contests.find(({ decision }) => decision !== null);
  return {
    title: said.sheet.title,
    number: interpolate(said.sheet.number, { id: patrol.id, version }),
    who: [
      [words.patrols.officer, `${patrol.officerName} (${officerCode})`],
      [words.live.grid, `${patrol.gridName} (${gridCode})`],
      [
        said.sheet.time,
        `${clock(patrol.startTime)} – ${patrol.endTime ? clock(patrol.endTime) : said.underWay}`,
      ],
      [said.origin, words.patrols[patrol.origin]],
    ],
    outcome: words.standing[verdict.outcome],
    decided: interpolate(said.decided, { time: clock(record.decidedAt), version }),
    reasons: verdict.reasons.map(({ code, measured, required, unit }) =>
      [
        words.reason[code],
        measured !== undefined && figure(measured, unit),
        required !== undefined &&
          required > 0 &&
          interpolate(said.required, { value: figure(required, unit) }),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
    decision:
      (decided &&
        [
          decided.decision === 'overridden' && decided.outcome
            ? interpolate(said.overridden, { outcome: words.standing[decided.outcome] })
            : said.upheld,
          decided.decidedBy,
          decided.decidedAt && clock(decided.decidedAt),
          decided.note,
        ]
          .filter(Boolean)
          .join(' · ')) ||
      null,
    table: {
      header: [
        said.figures,
        said.measured,
        said.sheet.between,
        said.sheet.required,
        said.sheet.judged,
      ],
      rows: figuresOf(verdict, norm.rules).map(({ interval, key, required, says, unit }) => [
        said[key],
        figure(interval.best, unit),
        interpolate(said.interval, {
          low: figure(interval.low, unit),
          high: figure(interval.high, unit),
        }),
        required === null ? '—' : figure(required, unit),
        required === null ? '—' : said.requirement[says],
      ]),
    },
    map: said.map,
    signals: {
      title: said.signals,
      none: said.noSignals,
      lines: verdict.signals.map((signal, k) => [
        `${words.signal[signal.code]} (${words.strength[signal.strength]})`,
        [
          interpolate(said.signalFigure, {
            measured: figure(signal.measured, SIGNAL_UNIT[signal.code]),
            threshold: figure(signal.threshold, SIGNAL_UNIT[signal.code]),
            share: percent(signal.share),
          }),
          rarityWords(record.rarity[k]!, (kind) => words.honestKind[kind as never])
            .map(({ key, values }) => interpolate(words.rarity[key], values))
            .join(words.betweenProblems),
          interpolate(said.sheet.ofFixes, {
            fixes: signal.fixes
              .map(({ fromMs, toMs }) => `${time(fromMs)}–${time(toMs)}`)
              .join(words.between),
          }),
          words.signalInnocent[signal.code],
        ].join('\n'),
      ]),
    },
    checkpoints: {
      title: said.checkpoints,
      lines: verdict.checkpoints.map(({ by = [], dwellS, id, scans = [], visited }) => [
        norm.rules.checkpoints.find((one) => one.id === id)?.name || id,
        [
          visited ? interpolate(said.visited, { dwell: figure(dwellS, 's') }) : said.missed,
          ...(by.length > 0
            ? [
                interpolate(said.visitedBy, {
                  proofs: by.map((one) => said.scannedBy[one]).join(' + '),
                }),
              ]
            : []),
          ...scans.flatMap(({ atMs, distanceM, kind, typed }) => [
            interpolate(typed ? said.typed : said.scanned, {
              at: time(atMs),
              kind: said.scannedBy[kind],
            }),
            distanceM === null
              ? said.scanUnplaced
              : interpolate(said.scanDistance, { distance: figure(distanceM, 'm') }),
          ]),
        ].join(' · '),
      ]),
    },
    basis: [
      [said.fixes, interpolate(said.fixesText, measures.fixes as never)],
      [said.completeness, percent(measures.completeness)],
      ...(verdict.clock ?? []).map((off): Row => {
        const at = (ms: number) => wall(ms).slice(0, 19);
        const { key, values } = clockOffWords(off, at, (unit, count) =>
          interpolate(said.clock.unit[unit], { count }),
        );
        return [said.clock.title, interpolate(said.clock[key], values)];
      }),
      [said.ruleSet, basis.ruleSet],
      [said.gridVersion, String(basis.gridVersion)],
      [said.normVersion, String(basis.normVersion)],
      [said.fixSet, basis.fixSet],
    ],
    statement: {
      title: said.sheet.statement,
      lines: contests.map(({ contestedAt, text }) => `${clock(contestedAt)} ${text}`),
    },
    signatures: Object.values(said.sheet.sign),
    foot: interpolate(said.sheet.printed, { at: clock(atMs), by }),
  };
}
