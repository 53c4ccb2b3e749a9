import { HEAT_BASE } from '../../contract/console/heat.ts';
import { cellToParent } from '../geo/h3.ts';
import { growth, periodOf, windowStart } from './decay.ts';
import type { HeatGrid } from './heat-grid.ts';
import { createTrack, type Gain, type Track } from './track.ts';

/** An unmarked fix: device time (Unix ms) and its H3 cell, no coarser than the base of the heat. */
export interface PresentFix {
  t: number;
  cell: string;
}

/** Turns fixes, in whatever order and however often they come, into the presence of a grid of cells. */
export function createPresence(grid: HeatGrid, nowMs: number) {
  const { decay } = grid;
  const tracks = new Map<number, Track>();
  // Places are numbered as they are first seen and never forgotten: a city has only so many.
  const cells: string[] = [];
  const numbers = new Map<string, number>();
  const byCell = (place: number, other: number) =>
    cells[place]! < cells[other]! ? -1 : +(place !== other);
  let startMs = windowStart(decay, nowMs);

  function placeOf(cell: string): number {
    let place = numbers.get(cell);
    if (place === undefined) {
      place = cells.push(cell) - 1;
      numbers.set(cell, place);
    }
    return place;
  }

  const gain: Gain = (place, t, seconds) => {
    const period = periodOf(decay, t);
    grid.add(cells[place]!, period, seconds * growth(decay, period, t));
  };

  return {
    observe(handheldId: number, fixes: Iterable<PresentFix>): void {
      const track = tracks.get(handheldId) ?? createTrack(byCell);
      tracks.set(handheldId, track);
      // Fixes in a row mostly share a cell.
      let fine = '';
      let place = 0;
      for (const { t, cell } of fixes) {
        if (t < startMs) continue;
        if (cell !== fine) {
          fine = cell;
          place = placeOf(cellToParent(cell, HEAT_BASE));
        }
        track.insert(t, place, gain);
      }
    },
    /** Moves on to `now` with the grid; fixes that count no more are forgotten. */
    roll(now: number): boolean {
      if (!grid.roll(now)) return false;
      startMs = windowStart(decay, now);
      for (const [id, track] of tracks) {
        track.forgetBefore(startMs);
        if (track.size() === 0) tracks.delete(id);
      }
      return true;
    },
    fixes: () => [...tracks.values()].reduce((sum, track) => sum + track.size(), 0),
  };
}

export type PresenceHeat = ReturnType<typeof createPresence>;
