import { categoryName } from '../../contract/incidents/category-name.ts';
import { REPORT_METRICS, type Report } from '../../contract/reports/report.ts';
import { WORDS } from '../../contract/words/index.ts';
import { interpolate } from '../../contract/words/interpolate.ts';
import type { Language } from '../../contract/words/languages.ts';
import { DEFINITIONS } from '../metrics/definitions.ts';
import { addDays } from '../metrics/periods.ts';
import { wallText } from '../time/local-time.ts';

/** A figure as it is: a number with its unit, a text, or nothing. */
export type Value = { value: number; unit: string } | string | null;

export interface Section {
  title: string;
  header: string[];
  rows: Value[][];
}

/** A report in a language, before it has a form. */
export interface Sheet {
  language: Language;
  title: string;
  subtitle: string;
  sections: Section[];
  /** What it rests on, and who signs. */
  foot: string[];
  signatures: string[];
}

const metricOf = (id: string) => DEFINITIONS.find((metric) => metric.id === id)!;

/** The tables of a report, in words of a language. */
export function sheetOf(report: Report, language: Language): Sheet {
  const { console: words } = WORDS[language];
  const said = words.reports;
  const name = (id: string) => metricOf(id).name[language];
  const figure = (metrics: Report['figures'], id: string): Value => {
    const value = metrics?.[id];
    return value === null || value === undefined ? null : { value, unit: metricOf(id).unit };
  };
  const count = (value: number): Value => ({ value, unit: 'count' });
  const last = addDays(report.to, -1);
  const { detected, reported } = words.live.found;
  const madeAt = wallText(Date.parse(report.madeAt), report.timeZone).slice(0, 16);
  const days = report.from === last ? report.from : `${report.from} – ${last}`;
  return {
    language,
    title: `${report.area.name} · ${said.sheet[report.period]}`,
    subtitle: madeAt < report.to ? `${days} · ${interpolate(said.soFar, { at: madeAt })}` : days,
    sections: [
      {
        title: said.key,
        header: [said.figure, said.now, said.before],
        rows: REPORT_METRICS.map((id) => [
          name(id),
          figure(report.figures, id),
          figure(report.before, id),
        ]),
      },
      {
        title: said.units,
        header: [said.name, ...REPORT_METRICS.map(name)],
        rows: report.units.map((unit) => [
          `${unit.name} · ${unit.code}`,
          ...REPORT_METRICS.map((id) => figure(unit.metrics, id)),
        ]),
      },
      {
        title: said.incidents,
        header: [said.category, reported, detected, said.severe, said.before],
        rows: report.incidents.map((one) => [
          categoryName(one, language),
          ...[one.reported, one.detected, one.severe, one.before].map(count),
        ]),
      },
      {
        title: said.warnings,
        header: [said.raised, said.real, said.false],
        rows: [[report.warnings.raised, report.warnings.real, report.warnings.false].map(count)],
      },
    ],
    foot: [
      interpolate(said.basis, {
        ...{ edition: String(report.edition), at: madeAt, zone: report.timeZone },
      }),
      said.definitions,
    ],
    signatures: [said.madeBy, said.checkedBy, said.date],
  };
}
