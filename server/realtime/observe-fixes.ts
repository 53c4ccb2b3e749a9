import type { LiveBoard } from '../ingest/live-board.ts';
import type { LiveHeat } from '../ingest/live-heat.ts';
import type { PipelineOptions } from '../ingest/pipeline.ts';
import type { NormWatch } from '../jobs/alerts/watch-norms.ts';

/** Who looks at fixes once they are stored: the picture of now, the heat, and the watch over norms. */
export const createObserver =
  (options: { board: LiveBoard; heat: LiveHeat; watch: NormWatch }): PipelineOptions['observe'] =>
  ({ handheldId }, duty, rows) => {
    const { board, heat, watch } = options;
    board.observe(handheldId, duty, rows);
    heat.observe(handheldId, rows);
    watch.observe(duty.officerId, rows);
  };
