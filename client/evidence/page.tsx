import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import type { FixRange } from '../../server/contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { evidenceQuery } from '../api/patrols.ts';
import { useWords } from '../i18n/use-words.ts';
import { patrolStanding } from '../live/officers/standing.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { NotFound } from '../parts/not-found.tsx';
import { OnGround } from '../parts/on-ground.tsx';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import { useOutlines } from '../parts/use-outlines.ts';
import { Waiting } from '../parts/waiting.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { Checkpoints } from './checkpoints.tsx';
import { Clock } from './clock.tsx';
import { Contests } from './contests.tsx';
import { Counterpart, counterpartOf, useCounterparts } from './counterpart.tsx';
import { Figures } from './figures.tsx';
import { Head } from './head.tsx';
import { History } from './history.tsx';
import { useReplay } from './map/use-replay.ts';
import { Origins } from './origins.tsx';
import styles from './page.module.css';
import { PrintSheet } from './print/print-sheet.tsx';
import { Reasons } from './reasons.tsx';
import { Signals } from './signals.tsx';
import { Signatures } from './signatures.tsx';
import { Segments } from './timeline/segments.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { useTold } from './use-told.ts';
import { VerdictHead } from './verdict-head.tsx';

const EvidenceMap = lazyPiece(() => import('./map/evidence-map.tsx'), { early: true });

const NO_RANGES: readonly FixRange[] = [];

/** Start and end of the time axis: the patrol's, widened by fixes outside it; until the last fix if open. */
const axisOf = ({ patrol, fixes }: Evidence): [number, number] => {
  const times = fixes.map((f) => f.t);
  const from = Math.min(Date.parse(patrol.startTime), ...times.slice(0, 1));
  const last = times.at(-1) ?? from + MINUTE_MS;
  return [from, Math.max(patrol.endTime === null ? last : Date.parse(patrol.endTime), last)];
};

const Body = ({ evidence }: { evidence: Evidence }) => {
  const { t } = useWords();
  // A patrol is judged by the areas of its begin, and shown on them.
  const ground = useOutlines(evidence.patrol.startTime);
  const [version, setVersion] = useState<number | null>(null);
  const [signal, setSignal] = useState<number | null>(null);
  const [fromMs, toMs] = useMemo(() => axisOf(evidence), [evidence]);
  const replay = useReplay(fromMs, toMs);
  const record =
    evidence.verdicts.find((v) => v.version === version) ?? evidence.verdicts[0] ?? null;
  const verdict = record?.verdict ?? null;
  const code = signal === null ? undefined : verdict?.signals[signal]?.code;
  const asked = useCounterparts(evidence, code);
  const highlighted = (signal === null ? undefined : verdict?.signals[signal]?.fixes) ?? NO_RANGES;
  return (
    <div className={styles.body}>
      {record && <PrintSheet evidence={evidence} record={record} />}
      <div className={styles.side}>
        {record && verdict ? (
          <>
            <VerdictHead evidence={evidence} record={record} />
            <Reasons reasons={verdict.reasons} />
            <Figures verdict={verdict} rules={evidence.norm.rules} />
            <Segments
              segments={verdict.segments}
              timeZone={evidence.grid.timeZone}
              seek={replay.seek}
            />
            <Signals
              signals={verdict.signals}
              rarity={record.rarity}
              chosen={signal}
              choose={setSignal}
              beside={
                code && <Counterpart code={code} asked={asked} timeZone={evidence.grid.timeZone} />
              }
            />
            <Checkpoints results={verdict.checkpoints} evidence={evidence} />
            <Clock verdict={verdict} timeZone={evidence.grid.timeZone} />
            <Origins origins={record.origins ?? evidence.origins} />
            <Signatures
              signatures={record.signatures ?? evidence.signatures}
              timeZone={evidence.grid.timeZone}
            />
            <Contests evidence={evidence} />
            <History
              evidence={evidence}
              shown={record.version}
              show={(next) => {
                setVersion(next);
                setSignal(null);
              }}
            />
          </>
        ) : (
          <>
            <section className={styles.verdict}>
              <OutcomeTag standing={patrolStanding(evidence.patrol)} large />
            </section>
            <Empty title={t('state.notJudged')} hint={t('state.notJudgedHint')} />
          </>
        )}
      </div>
      <div className={styles.stage}>
        <div className={styles.map}>
          <OnGround ground={ground}>
            {(outlines) => (
              <EvidenceMap
                evidence={evidence}
                verdict={verdict}
                outlines={outlines}
                highlighted={highlighted}
                counterpart={counterpartOf(asked, code)}
                atMs={replay.atMs}
              />
            )}
          </OnGround>
        </div>
        {evidence.fixes.length === 0 ? (
          <Empty title={t('state.noFixes')} hint={t('state.noFixesHint')} />
        ) : (
          <Timeline
            evidence={evidence}
            segments={verdict?.segments ?? []}
            highlighted={highlighted}
            replay={replay}
          />
        )}
      </div>
    </div>
  );
};

/** All that one verdict rests on. */
export default function EvidencePage() {
  const params = useParams();
  const officerId = Number(params.officerId);
  const patrolId = Number(params.patrolId);
  const isAddress = Number.isSafeInteger(officerId) && Number.isSafeInteger(patrolId);
  const query = useQuery({ ...evidenceQuery(officerId, patrolId), enabled: isAddress });
  useTold(query.data, query.refetch);
  if (!isAddress) return <NotFound />;
  if (query.isPending) return <Waiting />;
  if (query.isLoadingError) return <Failure isPage error={query.error} retry={query.refetch} />;
  return (
    <article className={styles.page} data-testid="evidence">
      <Head evidence={query.data} />
      <Body key={query.data.patrol.id} evidence={query.data} />
    </article>
  );
}
