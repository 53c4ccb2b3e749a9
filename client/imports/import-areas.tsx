import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { Suspense, useMemo, useRef, useState } from 'react';
import { type AreaFile, UNKNOWN_SYSTEM } from '../../server/contract/areas/area-file.ts';
import type {
  AreaImportProgress,
  AreaImportReport,
} from '../../server/contract/areas/area-import.ts';
import { joinFiles } from '../../server/contract/areas/join-files.ts';
import { areasQuery } from '../api/areas.ts';
import { RequestError } from '../api/request.ts';
import { sessionQuery } from '../api/session.ts';
import { useFocusKept } from '../focus/use-focus-kept.ts';
import { isWithin } from '../focus/use-range.ts';
import { dayIn } from '../format.ts';
import { saidNotes } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { importAreas, readAreaFiles } from './api.ts';
import { type AreaChoices, areaImportOf, FIRST_CHOICES, HEAL_M } from './area-choices.ts';
import { AreaOptions } from './area-options.tsx';
import { AreaReport } from './area-report.tsx';
import { AreaTree } from './area-tree.tsx';
import { ComingAreas } from './coming-areas.tsx';
import { ImportProgress, isGivenUp } from './import-progress.tsx';
import styles from './imports.module.css';
import { ToldSystem } from './told-system.tsx';

const DrawGrid = lazyPiece(() => import('./draw/draw-grid.tsx'));
const AreaMap = lazyPiece(() => import('./area-map.tsx'));

const TYPES = '.zip,.gpkg,.kml,.kmz,.json,.geojson,.geojsonl,.ndjson,.fgb,.parquet,.csv,.txt';
const NONE: never[] = [];
/** Whether all is told that a look at the files takes. */
const isComplete = ({ healM, keys }: AreaChoices) =>
  Boolean(keys.codeKey && keys.nameKey) && isWithin(HEAL_M, healM);

/** Brings in areas: files are read, looked at on the map with what is wrong with them, and stored when they are right. */
export const ImportAreas = ({ onDone }: { onDone?: (report: AreaImportReport) => void }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const timeZone = useTimeZone();
  const { data: areas = [] } = useQuery(areasQuery);
  const own = useQuery(sessionQuery).data?.areaId;
  const top = areas.find(({ id }) => id === own)?.code;
  const { outlines } = useOutlines();
  const { baseMap } = useBaseMap();
  // On an empty map nobody finds the place.
  const canDraw = outlines && (baseMap !== null || Object.keys(outlines).length > 0);
  const [files, setFiles] = useState<AreaFile[]>([]);
  const [choices, setChoices] = useState(FIRST_CHOICES);
  const [from, setFrom] = useState<Dayjs | null>(null);
  const [looked, setLooked] = useState<number | null>(null);
  const [isDrawing, setDrawing] = useState(false);
  const box = useFocusKept<HTMLDivElement>(`${isDrawing}`);
  const [begun, setBegun] = useState<AreaImportProgress | null>(null);
  const aborting = useRef(new AbortController());

  const run = useMutation({
    mutationFn: ({ check, of, by }: { check: boolean; of: AreaFile[]; by: AreaChoices }) => {
      setBegun(null);
      setLooked(null);
      aborting.current = new AbortController();
      const body = areaImportOf(of, by, {
        check,
        top,
        timeZone,
        ...(from ? { from: dayIn(from, timeZone).toISOString() } : {}),
      });
      return importAreas(body, { onStage: setBegun, signal: aborting.current.signal });
    },
    onSuccess: async (report) => {
      if (!report.imported) return;
      await client.invalidateQueries();
      onDone?.(report);
    },
  });
  const look = (of: AreaFile[], by: AreaChoices) => {
    setChoices(by);
    if (isComplete(by)) run.mutate({ check: true, of, by });
    else run.reset();
  };
  const read = useMutation({
    mutationFn: ({ chosen, system }: { chosen: readonly File[]; system: string | null }) =>
      readAreaFiles(chosen, system),
    // What was read before is not what was chosen now.
    onMutate: () => {
      setFiles([]);
      run.reset();
    },
    onSuccess: (found) => {
      const { files: joined, notes } = joinFiles(found);
      setFiles(
        joined.map((one, k) =>
          k === 0 ? { ...one, noteCodes: [...one.noteCodes, ...notes] } : one,
        ),
      );
      look(joined, { ...choices, keys: joined[0]!.keys });
    },
  });
  const [failed] = [read.error, run.error].filter((one) => one instanceof RequestError);
  const report = run.data;
  const features = useMemo(() => files.flatMap(({ collection }) => collection.features), [files]);
  const defective = useMemo(
    () => new Set(report?.defects.flatMap(({ feature }) => feature ?? [])),
    [report],
  );
  const isSound = report !== undefined && !report.imported && report.defects.length === 0;
  const isDone = report?.imported === true;
  const change = (some: Partial<AreaChoices>) => look(files, { ...choices, ...some });
  if (isDrawing)
    return (
      <div ref={box} tabIndex={-1}>
        <Suspense fallback={null}>
          <DrawGrid back={() => setDrawing(false)} />
        </Suspense>
      </div>
    );
  return (
    <div ref={box} tabIndex={-1} className={styles.import} data-testid="import-areas">
      {/* What was looked at, or brought in, is no more what it would be. */}
      <ComingAreas onWithdrawn={run.reset} />
      {canDraw && (
        <p className={styles.links}>
          <Button size="small" data-testid="begin-drawing" onClick={() => setDrawing(true)}>
            {t('imports.draw.title')}
          </Button>
        </p>
      )}
      <Upload.Dragger
        accept={TYPES}
        multiple
        showUploadList={false}
        disabled={read.isPending || run.isPending}
        beforeUpload={(file, all) => {
          // Told file by file; all of them are read at the last.
          if (file === all.at(-1)) read.mutate({ chosen: all, system: null });
          return false;
        }}
      >
        <InboxOutlined aria-hidden className={styles.icon} />
        <p>{t('imports.chooseAreas')}</p>
        <small>{t('imports.chooseAreasHint')}</small>
      </Upload.Dragger>
      {run.isPending && (
        <ImportProgress
          isCheck={run.variables.check}
          said={begun ? t(`imports.stage.${begun.stage}`, { count: begun.features }) : ''}
          cancel={() => aborting.current.abort()}
        />
      )}
      {isGivenUp(run.error) && <Alert type="info" showIcon title={t('imports.stopped')} />}
      {failed && <Refusal error={failed} />}
      <ToldSystem
        error={failed}
        tell={(system) => read.mutate({ chosen: read.variables!.chosen, system })}
      />
      {files.length > 0 && (
        <>
          <small data-testid="area-file">
            {files
              .map(({ collection, format, system }) =>
                t('imports.readAs', {
                  ...{ format, count: collection.features.length },
                  system: system === UNKNOWN_SYSTEM ? t('imports.noSystem') : system,
                }),
              )
              .join(' · ')}
          </small>
          {saidNotes(
            files.flatMap(({ noteCodes }) => noteCodes),
            t,
          ).map((note) => (
            <small key={note}>{note}</small>
          ))}
          {!isDone && (
            <AreaOptions
              properties={files[0]!.properties}
              choices={choices}
              change={change}
              from={from}
              setFrom={(day) => {
                setFrom(day);
                run.reset();
              }}
              report={report}
            />
          )}
          {report ? (
            <AreaReport report={report} readAs={(datum) => change({ datum })} look={setLooked} />
          ) : (
            <Button
              loading={run.isPending}
              disabled={!isComplete(choices)}
              onClick={() => look(files, choices)}
            >
              {t('imports.checkAgain')}
            </Button>
          )}
          {/* What is in is no more to be decided about; what follows is near at hand. */}
          {!isDone && (
            <>
              {isSound && (
                <Button
                  type="primary"
                  loading={run.isPending}
                  onClick={() => run.mutate({ check: false, of: files, by: choices })}
                >
                  {t('imports.applyAreas', { count: report.features })}
                </Button>
              )}
              <AreaTree features={features} keys={choices.keys} defective={defective} />
              <Suspense fallback={null}>
                <AreaMap
                  features={features}
                  datum={choices.datum}
                  labelKey={choices.keys.nameKey ?? ''}
                  defects={report?.defects ?? NONE}
                  places={report?.places ?? NONE}
                  looked={looked}
                  outlines={outlines ?? {}}
                />
              </Suspense>
            </>
          )}
        </>
      )}
    </div>
  );
};
