import { Alert, Button } from 'antd';
import type { AreaDefect, AreaImportReport } from '../../server/contract/areas/area-import.ts';
import type { Datum } from '../../server/contract/areas/geo.ts';
import { saidNotes, saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaChanges } from './changes/area-changes.tsx';
import { ImportDefects } from './import-defects.tsx';
import { ImportResult } from './import-result.tsx';

/** Repairs that are named; all are counted. */
const REPAIRED_SHOWN = 20;

interface ReportProps {
  report: AreaImportReport;
  /** Shows a defect on the map, by its place in the list; null where there is no map. */
  look: ((defect: number) => void) | null;
  /** Reads the file anew in another coordinate system; null where there is no file. */
  readAs: ((datum: Datum) => void) | null;
  /** Drawn by hand: what to do is done in the drawing. */
  isDrawn?: boolean;
}

/** What an import of areas changes, what it closed, where it lies, and every defect. */
export const AreaReport = ({ isDrawn = false, look, report, readAs }: ReportProps) => {
  const { t } = useWords();
  const { areas, changed, closed, created, defects, features, grids, imported } = report;
  const { noteCodes, unchanged } = report;
  const { healed, keptShape, made, repaired, shift, touched } = report;
  const nameOf = ({ code, feature }: Pick<AreaDefect, 'code' | 'feature'>) =>
    code ?? (feature === null ? '' : t('imports.nth', { place: feature + 1 }));
  const datumOf = (datum: Datum) => t(`settings.handhelds.datum.${datum}`);
  return (
    <>
      {shift && (
        <Alert
          type="warning"
          showIcon
          data-testid="import-shift"
          title={t('imports.shift', { ...shift, datum: datumOf(shift.datum) })}
          action={
            !imported &&
            readAs && (
              <Button size="small" onClick={() => readAs(shift.datum)}>
                {t('imports.readAsDatum', { datum: datumOf(shift.datum) })}
              </Button>
            )
          }
        />
      )}
      <ImportResult
        isApplied={imported}
        of="Areas"
        rows={features}
        defects={defects}
        changes={[
          t('imports.areaCounts', { created, changed, unchanged, closed }),
          keptShape > 0 ? t('imports.keptShape', { count: keptShape }) : null,
          made.length > 0 ? t('imports.made', { codes: made.join(t('between')) }) : null,
          touched.patrols + touched.days > 0
            ? t('imports.touched', { patrols: touched.patrols, days: touched.days })
            : null,
          touched.cases.moved > 0 ? t('imports.movedCases', touched.cases) : null,
          healed.overlaps + healed.gaps > 0
            ? t('imports.healed', {
                ...healed,
                overlapM2: Math.round(healed.overlapM2),
                gapM2: Math.round(healed.gapM2),
              })
            : null,
        ]
          .filter(Boolean)
          .join(' ')}
      />
      {saidNotes(noteCodes, t).map((note) => (
        <small key={note}>{note}</small>
      ))}
      {repaired.length > 0 && (
        <small data-testid="import-repaired">
          {t('imports.repaired', {
            count: repaired.length,
            what: repaired
              .slice(0, REPAIRED_SHOWN)
              .map((one) => `${nameOf(one)}: ${saidOf(one.problems, t)}`)
              .join(t('betweenProblems')),
          })}
        </small>
      )}
      <ImportDefects
        defects={defects}
        columns={[
          {
            title: t('imports.area'),
            width: 170,
            render: (_, { at, code, feature }) =>
              look && feature !== null ? (
                <Button type="link" size="small" onClick={() => look(at)}>
                  {nameOf({ code, feature })}
                </Button>
              ) : (
                nameOf({ code, feature })
              ),
          },
          {
            title: t('imports.what'),
            width: 130,
            render: (_, { defect }) => t(`imports.areaDefect.${defect}`),
          },
          { title: t('imports.detail'), render: (_, { problems }) => saidOf(problems, t) },
          {
            title: t('imports.remedy'),
            render: (_, { defect }) =>
              t([
                ...(isDrawn ? [`imports.drawnRemedy.${defect}`] : []),
                `imports.areaRemedy.${defect}`,
              ]),
          },
        ]}
      />
      <AreaChanges areas={areas} grids={grids} />
    </>
  );
};
