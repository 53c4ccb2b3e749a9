import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, DatePicker, Select, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { lazy, Suspense, useState } from 'react';
import type { AreaFile, AreaKeys } from '../../server/contract/areas/area-file.ts';
import type { AreaImportReport } from '../../server/contract/areas/area-import.ts';
import type { Datum } from '../../server/contract/areas/geo.ts';
import { areasQuery } from '../api/areas.ts';
import { RequestError } from '../api/request.ts';
import { sessionQuery } from '../api/session.ts';
import { dayIn } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import { useOutlines } from '../parts/use-outlines.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { importAreas, readAreaFile } from './api.ts';
import { type AreaChoices, areaImportOf } from './area-choices.ts';
import { ImportDefects } from './import-defects.tsx';
import { ImportResult } from './import-result.tsx';
import styles from './imports.module.css';

const AreaMap = lazy(() => import('./area-map.tsx'));

const KEYS = ['codeKey', 'nameKey', 'parentKey', 'levelKey', 'gridTypeKey'] as const;
const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];
const TYPES = '.zip,.gpkg,.kml,.kmz,.json,.geojson,.geojsonl,.ndjson,.fgb,.csv,.txt';

/** Brings in areas: files are read, looked at on the map with what is wrong with them, and stored when they are right. */
export const ImportAreas = ({ onDone }: { onDone?: (report: AreaImportReport) => void }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const timeZone = useTimeZone();
  const { data: areas = [] } = useQuery(areasQuery);
  const own = useQuery(sessionQuery).data?.areaId;
  const top = areas.find(({ id }) => id === own)?.code;
  const { outlines } = useOutlines();
  const [files, setFiles] = useState<AreaFile[]>([]);
  const [choices, setChoices] = useState<AreaChoices>({ keys: {}, datum: 'wgs84', repair: true });
  const [from, setFrom] = useState<Dayjs | null>(null);

  const run = useMutation({
    mutationFn: ({ check, of, by }: { check: boolean; of: AreaFile[]; by: AreaChoices }) =>
      importAreas(
        areaImportOf(of, by, {
          check,
          top,
          timeZone,
          ...(from ? { from: dayIn(from, timeZone).toISOString() } : {}),
        }),
      ),
    onSuccess: async (report) => {
      if (!report.imported) return;
      await client.invalidateQueries();
      onDone?.(report);
    },
  });
  const look = (of: AreaFile[], by: AreaChoices) => {
    setChoices(by);
    if (by.keys.codeKey && by.keys.nameKey) run.mutate({ check: true, of, by });
    else run.reset();
  };
  const read = useMutation({
    mutationFn: (chosen: readonly File[]) => Promise.all(chosen.map(readAreaFile)),
    onSuccess: (found) => {
      setFiles(found);
      look(found, { ...choices, keys: found[0]!.keys });
    },
  });
  const [failed] = [read.error, run.error].filter((one) => one instanceof RequestError);
  const report = run.data;
  const properties = files[0]?.properties ?? [];
  const isSound = report !== undefined && !report.imported && report.defects.length === 0;
  const change = (some: Partial<AreaChoices>) => look(files, { ...choices, ...some });
  return (
    <div className={styles.import} data-testid="import-areas">
      <Upload.Dragger
        accept={TYPES}
        multiple
        showUploadList={false}
        disabled={read.isPending || run.isPending}
        beforeUpload={(file, all) => {
          // Told file by file; all of them are read at the last.
          if (file === all.at(-1)) read.mutate(all);
          return false;
        }}
      >
        <InboxOutlined aria-hidden className={styles.icon} />
        <p>{t('imports.chooseAreas')}</p>
        <small>{t('imports.chooseAreasHint')}</small>
      </Upload.Dragger>
      {failed && <Refusal error={failed} />}
      {files.length > 0 && (
        <>
          <small data-testid="area-file">
            {files
              .map(({ collection, format, system }) =>
                t('imports.readAs', { format, system, count: collection.features.length }),
              )
              .join(' · ')}
          </small>
          <div className={styles.columns}>
            {KEYS.map((key) => (
              <div key={key}>
                <span>{t(`imports.key.${key}`)}</span>
                <Select
                  size="small"
                  aria-label={t(`imports.key.${key}`)}
                  allowClear={key !== 'codeKey' && key !== 'nameKey'}
                  value={choices.keys[key] ?? null}
                  options={properties.map(({ name, samples }) => ({
                    value: name,
                    label: `${name}${samples.length ? ` (${samples.join(', ')})` : ''}`,
                  }))}
                  onChange={(value: string | undefined) =>
                    change({ keys: withKey(choices.keys, key, value) })
                  }
                />
              </div>
            ))}
            <div>
              <span>{t('imports.datum')}</span>
              <Select<Datum>
                size="small"
                aria-label={t('imports.datum')}
                value={choices.datum}
                options={DATUMS.map((value) => ({
                  value,
                  label: t(`settings.handhelds.datum.${value}`),
                }))}
                onChange={(datum) => change({ datum })}
              />
            </div>
            <div>
              <span>{t('imports.validFrom')}</span>
              <DatePicker
                size="small"
                value={from}
                placeholder={t('imports.validNow')}
                aria-label={t('imports.validFrom')}
                onChange={(day) => {
                  setFrom(day);
                  run.reset();
                }}
              />
            </div>
          </div>
          <Checkbox
            checked={choices.repair}
            onChange={({ target }) => change({ repair: target.checked })}
          >
            {t('imports.repair')}
          </Checkbox>
          {report ? (
            <AreaReport report={report} />
          ) : (
            <Button loading={run.isPending} onClick={() => look(files, choices)}>
              {t('imports.checkAgain')}
            </Button>
          )}
          {isSound && (
            <Button
              type="primary"
              loading={run.isPending}
              onClick={() => run.mutate({ check: false, of: files, by: choices })}
            >
              {t('imports.applyAreas', { count: report.features })}
            </Button>
          )}
          <Suspense fallback={null}>
            <AreaMap
              features={files.flatMap(({ collection }) => collection.features)}
              labelKey={choices.keys.nameKey ?? ''}
              defects={report?.defects ?? []}
              outlines={outlines ?? {}}
            />
          </Suspense>
        </>
      )}
    </div>
  );
};

const withKey = (keys: AreaKeys, key: keyof AreaKeys, value: string | undefined): AreaKeys => {
  const { [key]: _, ...rest } = keys;
  return value === undefined ? rest : { ...rest, [key]: value };
};

/** What an import of areas changes, and every defect. */
const AreaReport = ({ report }: { report: AreaImportReport }) => {
  const { t } = useWords();
  const { changed, closed, created, defects, features, imported, notes, touched, unchanged } =
    report;
  return (
    <>
      <ImportResult
        isApplied={imported}
        rows={features}
        defects={defects}
        changes={[
          t('imports.areaCounts', { created, changed, unchanged, closed }),
          touched.patrols + touched.days > 0 ? t('imports.touched', touched) : null,
        ]
          .filter(Boolean)
          .join(' ')}
      />
      {notes.map((note) => (
        <small key={note}>{note}</small>
      ))}
      <ImportDefects
        defects={defects}
        columns={[
          {
            title: t('imports.area'),
            width: 200,
            render: (_, { code, feature }) => code ?? feature,
          },
          {
            title: t('imports.what'),
            width: 220,
            render: (_, { defect }) => t(`imports.areaDefect.${defect}`),
          },
          { title: t('imports.detail'), dataIndex: 'detail' },
        ]}
      />
    </>
  );
};
