import type { LiveBoard } from '../ingest/live-board.ts';
import type { LiveHeat } from '../ingest/live-heat.ts';
import type { PipelineOptions } from '../ingest/pipeline.ts';
import type { NormWatch } from '../jobs/alerts/watch-norms.ts';
import type { Publisher } from './publisher.ts';

/** Who looks at fixes once they are stored: the picture of now, the heat, consoles, and the watch over norms. */
export const createObserver =
  (options: {
    board: LiveBoard;
    heat: LiveHeat;
    publisher: Publisher;
    watch: NormWatch;
  }): PipelineOptions['observe'] =>
  ({ handheldId }, duty, rows) => {
    const { board, heat, publisher, watch } = options;
    const events = board.observe(handheldId, duty, rows);
    heat.observe(handheldId, rows);
    const state = board.officer(duty.officerId);
    if (state && events.length) publisher.officer(state);
    watch.observe(duty.officerId, rows);
  };
