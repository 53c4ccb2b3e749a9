import { cellOf, centreOf } from '../../domain/geo/h3.ts';
import type { OfficerState } from '../../ingest/live-board.ts';

/** Hexagons of 0.7 km2, such as a neighbourhood. */
const RESOLUTION = 8;

/** An officer shown by the cell alone: no name, no handheld, no way they go. */
export const coarsened = (officer: OfficerState): OfficerState => ({
  ...officer,
  name: '',
  handheldId: 0,
  headingDeg: null,
  ...centreOf(cellOf(officer, RESOLUTION)),
});
