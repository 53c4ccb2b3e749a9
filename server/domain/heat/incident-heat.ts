import { HEAT_BASE } from '../../contract/console/heat.ts';
import { cellToParent } from '../geo/h3.ts';
import { spread, windowStart } from './decay.ts';
import type { HeatGrid } from './heat-grid.ts';

/** An incident's interval (Unix ms) and its H3 cell, no coarser than the base of the heat. */
export interface HeatIncident {
  id: string;
  fromMs: number;
  toMs: number;
  cell: string;
}

/** Keeps a grid of cells in step with a set of incidents, told of by groups (days): what a group holds now replaces what it held. */
export function createIncidentHeat(grid: HeatGrid) {
  const groups = new Map<number, Map<string, HeatIncident>>();

  function add({ fromMs, toMs, cell }: HeatIncident, sign: 1 | -1): void {
    const base = cellToParent(cell, HEAT_BASE);
    for (const { period, sum } of spread(grid.decay, fromMs, toMs))
      grid.add(base, period, sign * sum);
  }

  return {
    replace(group: number, incidents: readonly HeatIncident[]): void {
      const before = groups.get(group) ?? new Map<string, HeatIncident>();
      const after = new Map(incidents.map((incident) => [incident.id, incident]));
      for (const [id, old] of before) if (!isSame(old, after.get(id))) add(old, -1);
      for (const [id, incident] of after) if (!isSame(incident, before.get(id))) add(incident, 1);
      if (after.size) groups.set(group, after);
      else groups.delete(group);
    },
    /** Groups that hold any incident. */
    groups: (): number[] => [...groups.keys()],
    roll(now: number): boolean {
      if (!grid.roll(now)) return false;
      const start = windowStart(grid.decay, now);
      for (const [group, incidents] of groups) {
        for (const [id, { toMs }] of incidents) if (toMs < start) incidents.delete(id);
        if (incidents.size === 0) groups.delete(group);
      }
      return true;
    },
  };
}

export type IncidentHeat = ReturnType<typeof createIncidentHeat>;

const isSame = (a: HeatIncident, b: HeatIncident | undefined): boolean =>
  b !== undefined && a.cell === b.cell && a.fromMs === b.fromMs && a.toMs === b.toMs;
