import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Upload } from 'antd';
import { useRef, useState } from 'react';
import type { ImportKind, ImportPart, ImportReport } from '../../server/contract/imports/import.ts';
import { RequestError } from '../api/request.ts';
import { saidNotes, saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import { fileAddress, importTable } from './api.ts';
import { ImportChanges } from './changes/import-changes.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportDefects } from './import-defects.tsx';
import { ImportProgress, isGivenUp } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';
import styles from './imports.module.css';
import { NewPasswords } from './new-passwords.tsx';

const TYPES = '.xlsx,.ods,.csv,.txt,.tsv';

interface ImportTableProps {
  kind: ImportKind;
  /** Told once a file is stored. */
  onDone?: (report: ImportReport) => void;
}

/** Brings in one kind of spreadsheet: choose, look at what would change and what is wrong, correct columns, import. */
export const ImportTable = ({ kind, onDone }: ImportTableProps) => {
  const isCalendar = kind === 'holidays';
  const { t, language } = useWords();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [columns, setColumns] = useState<Record<string, string>>({});
  const [stored, setStored] = useState<ImportPart[]>([]);
  const aborting = useRef(new AbortController());
  const run = useMutation({
    mutationFn: ({
      check,
      told,
      of,
    }: {
      check: boolean;
      told: Record<string, string>;
      of: File;
    }) => {
      setStored([]);
      aborting.current = new AbortController();
      const columns = Object.entries(told)
        .map(([field, header]) => `${field}=${header}`)
        .join(',');
      return importTable(
        kind,
        of,
        { check, columns },
        {
          onPart: (part) => setStored((before) => [...before, part]),
          signal: aborting.current.signal,
        },
      );
    },
    onSuccess: async (report) => {
      if (!report.applied) return;
      await client.invalidateQueries();
      onDone?.(report);
    },
  });
  const report = run.data;
  const choose = (of: File) => {
    setFile(of);
    setColumns({});
    run.mutate({ check: true, told: {}, of });
    return false;
  };
  const correct = (told: Record<string, string>) => {
    setColumns(told);
    run.mutate({ check: true, told, of: file! });
  };
  const error = run.error instanceof RequestError ? run.error : null;
  const countsOf = (parts: readonly ImportPart[]) =>
    parts
      .map(({ part, ...counts }) => `${t(`imports.part.${part}`)}: ${t('imports.counts', counts)}`)
      .join(' · ');
  const isSound = report !== undefined && !report.applied && report.defects.length === 0;
  return (
    <div className={styles.import} data-testid={`import-${kind}`}>
      <p className={styles.links}>
        <Button
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          href={fileAddress(kind, { format: 'xlsx', language, empty: true })}
        >
          {t('imports.template')}
        </Button>
        <Button
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          href={fileAddress(kind, { format: 'xlsx', language })}
        >
          {t('imports.export')}
        </Button>
      </p>
      <Upload.Dragger
        accept={isCalendar ? `${TYPES},.ics` : TYPES}
        showUploadList={false}
        beforeUpload={choose}
        disabled={run.isPending}
      >
        <InboxOutlined aria-hidden className={styles.icon} />
        <p>{file ? file.name : t('imports.choose')}</p>
        <small>{t(isCalendar ? 'imports.chooseCalendarHint' : 'imports.chooseHint')}</small>
      </Upload.Dragger>
      {run.isPending && (
        <ImportProgress
          isCheck={run.variables.check}
          said={countsOf(stored)}
          cancel={() => aborting.current.abort()}
        />
      )}
      {isGivenUp(run.error) && <Alert type="info" showIcon title={t('imports.stopped')} />}
      {error && <Refusal error={error} />}
      {report && (
        <>
          <ImportResult
            isApplied={report.applied}
            rows={report.rows}
            defects={report.defects}
            changes={countsOf(report.parts)}
          />
          <ImportChanges report={report} />
          {kind === 'accounts' && <NewPasswords secrets={report.secrets} />}
          {!report.applied && (
            <ImportColumns report={report} told={columns} change={correct} isBusy={run.isPending} />
          )}
          <ImportDefects
            defects={report.defects}
            columns={[
              {
                title: t('imports.row'),
                width: 80,
                render: (_, { row, sheet }) => [sheet, row ?? '–'].filter(Boolean).join(' · '),
              },
              {
                title: t('imports.column'),
                width: 160,
                render: (_, { column, field, row }) =>
                  column ??
                  (field ? t(`imports.header.${field}`) : row === null ? t('imports.table') : '–'),
              },
              {
                title: t('imports.what'),
                render: (_, { defect, problems = [], value }) =>
                  [t(`imports.defect.${defect}`, { value }), saidOf(problems, t)]
                    .filter(Boolean)
                    .join(t('afterPlace')),
              },
            ]}
          />
          {saidNotes(report.noteCodes, t).map((note) => (
            <small key={note}>{note}</small>
          ))}
          {isSound && (
            <Button
              type="primary"
              loading={run.isPending}
              onClick={() => run.mutate({ check: false, told: columns, of: file! })}
            >
              {t('imports.apply', { rows: report.rows })}
            </Button>
          )}
        </>
      )}
    </div>
  );
};
