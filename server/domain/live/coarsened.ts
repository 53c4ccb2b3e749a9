import type { OfficerState } from '../../contract/console/console.ts';
import { cellOf, centreOf } from '../geo/h3.ts';

/** Hexagons of 0.7 km2, such as a neighbourhood. */
const RESOLUTION = 8;

/** An officer shown by the cell alone: no name, no handheld, no way that led there. */
export const coarsened = (officer: OfficerState): OfficerState => ({
  ...officer,
  name: '',
  handheldId: 0,
  ...centreOf(cellOf(officer, RESOLUTION)),
  trail: [],
});
