import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { may } from '../../server/contract/access/capabilities.ts';
import {
  REPORT_METRICS,
  REPORT_PERIODS,
  type ReportPeriod,
} from '../../server/contract/reports/report.ts';
import { getReport } from '../../server/contract/routes/evaluation/reports.ts';
import { call } from '../api/call.ts';
import { addressOf } from '../api/request.ts';
import { sessionQuery } from '../api/session.ts';
import { definitionsQuery } from '../evaluation/api.ts';
import { metricText } from '../evaluation/metrics/metric-text.ts';
import { spanAt } from '../evaluation/periods.ts';
import { useQuestion } from '../evaluation/question.ts';
import { QuestionBar } from '../evaluation/question-bar.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import styles from './page.module.css';
import { Schedules } from './schedules.tsx';

/** A report asked for: what it will say at a glance, the sheet to print, the spreadsheet, and who gets it regularly. */
export default function ReportsPage() {
  const { t, language } = useWords();
  const { question, todayText, change } = useQuestion();
  const account = useQuery(sessionQuery).data!;
  const definitions = useQuery(definitionsQuery).data?.definitions ?? [];
  const period: ReportPeriod = REPORT_PERIODS.find((one) => one === question.period) ?? 'quarter';
  const span = spanAt(question.span.from, period);
  const asked = { areaId: question.areaId ?? account.areaId, period, at: span.from };
  const query = useQuery({
    queryKey: ['report', asked],
    queryFn: ({ signal }) => call(getReport, { query: asked, signal }),
  });
  const file = (format: 'html' | 'xlsx') =>
    addressOf(getReport.path, { ...asked, format, language });
  return (
    <div className={styles.page} data-testid="reports">
      <header>
        <h1>{t('reports.title')}</h1>
        <p>{t('reports.about')}</p>
      </header>
      <QuestionBar
        question={{ ...question, period, span }}
        todayText={todayText}
        level="grid"
        levels={[]}
        periods={REPORT_PERIODS}
        change={(part) => change({ period, ...part })}
      />
      {query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : query.isPending ? (
        <Waiting />
      ) : (
        <section className={styles.sheet} data-testid="report">
          <h2>
            {query.data.area.name} · {t(`reports.sheet.${period}`)}
          </h2>
          <span className={styles.ways}>
            <Button
              type="primary"
              icon={<PrinterOutlined />}
              href={file('html')}
              target="_blank"
              rel="noopener"
            >
              {t('reports.open')}
            </Button>
            <Button icon={<DownloadOutlined />} href={file('xlsx')} download>
              {t('reports.download')}
            </Button>
          </span>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reports.figure')}</th>
                <th scope="col">{t('reports.now')}</th>
                <th scope="col">{t('reports.before')}</th>
              </tr>
            </thead>
            <tbody>
              {definitions
                .filter(({ id }) => REPORT_METRICS.some((one) => one === id))
                .map(({ id, name, unit }) => (
                  <tr key={id}>
                    <td>{name[language]}</td>
                    <td className="figure">{metricText(t, query.data.figures?.[id], unit)}</td>
                    <td className="figure">{metricText(t, query.data.before?.[id], unit)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      )}
      {may(account.role, 'connect-programs') && <Schedules areaId={asked.areaId} period={period} />}
    </div>
  );
}
