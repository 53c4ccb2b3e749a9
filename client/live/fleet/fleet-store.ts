import { create } from 'zustand';
import type { FleetFrame } from '../../../server/contract/console/fleet.ts';
import type { Trail } from '../../../server/contract/console/trails.ts';
import { createFleet, type SeenOfficer } from './fleet.ts';
import { createOrder } from './order.ts';

/** The fleet itself: read by the map at every frame, watched by nobody. */
export const fleet = createFleet(Date.now());

/** React is told at most this often, ms. */
const TELL_MS = 1_000;

/** What of the fleet the page may watch: another object a second at most. */
interface FleetSummary {
  /** Whether a frame came yet. */
  isThere: boolean;
  moving: number;
  /** Ids of officers as the list shows them. */
  order: readonly number[];
}

const NOBODY: FleetSummary = { isThere: false, moving: 0, order: [] };

const useSummary = create<FleetSummary>(() => NOBODY);
const orderOf = createOrder(fleet);

let toldMs = Number.NEGATIVE_INFINITY;
let timer: ReturnType<typeof setTimeout> | undefined;

function tell(): void {
  clearTimeout(timer);
  timer = undefined;
  toldMs = performance.now();
  useSummary.setState({ isThere: true, moving: fleet.moving(), order: orderOf() });
}

function tellSoon(): void {
  if (timer !== undefined) return;
  const waitMs = toldMs + TELL_MS - performance.now();
  if (waitMs <= 0) tell();
  else timer = setTimeout(tell, waitMs);
}

export function applyFleet(frame: FleetFrame): void {
  fleet.apply(frame, Date.now());
  tellSoon();
}

/** Brings activities to a moment of the server's clock: who falls silent says nothing. */
export function ageFleet(serverMs: number): void {
  fleet.look(serverMs);
  tellSoon();
}

export const addTrails = (trails: readonly Trail[]): void => fleet.addTrails(trails, Date.now());

export function resetFleet(): void {
  clearTimeout(timer);
  timer = undefined;
  toldMs = Number.NEGATIVE_INFINITY;
  fleet.reset();
  useSummary.setState(NOBODY);
}

export const useFleet = <T>(pick: (summary: FleetSummary) => T): T => useSummary(pick);

/** One officer as last told, anew a second at most; undefined where not in the picture. */
export const useSeenOfficer = (officerId: number | null): SeenOfficer | undefined => {
  useSummary((summary) => (officerId === null ? null : summary));
  return officerId === null ? undefined : fleet.officer(officerId);
};
