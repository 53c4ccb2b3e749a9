import type { Tick } from '../method.ts';
import { type SortedCells, type SpaceTimePoints, sortIntoCells } from './cell-sort.ts';
import { createUnionFind } from './union-find.ts';

export interface DbscanOptions {
  /** Two points are neighbours when their distance is at most this (metres). */
  eps: number;
  /** And, when given, their times differ by at most this (unit of t): ST-DBSCAN. */
  timeEps?: number;
  /** Neighbours, the point itself counted, that make a point a core point. */
  minPts: number;
  /**
   * Which cluster a border point joins that several clusters reach: that of the nearest core point
   * (equal distances: smallest x, then y, then t), or the cluster numbered first.
   */
  ties?: 'nearest' | 'first';
}

export const BORDER = 1;
export const CORE = 2;

export interface DbscanResult {
  /** Cluster of each row, from 1 by the first core point in input order; 0 is noise. */
  cluster: Int32Array;
  /** 0 noise, BORDER or CORE. */
  role: Uint8Array;
  /** 1 where core points of more than one cluster reach a border point. */
  ambiguous: Uint8Array;
  clusters: number;
}

/**
 * DBSCAN (Ester, Kriegel, Sander and Xu 1996) and ST-DBSCAN with two radii (Birant and Kut 2007),
 * exact. Cells hold only mutual neighbours (Gunawan 2013), so a full cell is core without a distance
 * test and clusters are joined cell by cell.
 */
export function dbscan(points: SpaceTimePoints, options: DbscanOptions, tick?: Tick): DbscanResult {
  const { eps, minPts } = options;
  const timeEps = options.timeEps ?? Number.POSITIVE_INFINITY;
  const timed = { ...points, t: options.timeEps === undefined ? null : points.t };
  const cells = sortIntoCells(timed, eps, options.timeEps ?? 1);
  tick?.(0.3);
  const isCore = markCore(cells, eps * eps, timeEps, minPts);
  tick?.(0.6);
  const sets = joinCells(cells, isCore, eps * eps, timeEps);
  tick?.(0.8);
  return assign(cells, isCore, sets.find, eps * eps, timeEps, options.ties ?? 'nearest');
}

function markCore(cells: SortedCells, eps2: number, timeEps: number, minPts: number): Uint8Array {
  const { x, y, t, start, lines, run } = cells;
  const isCore = new Uint8Array(x.length);
  for (let c = 0; c + 1 < start.length; c++) {
    const begin = start[c]!;
    const end = start[c + 1]!;
    if (end - begin >= minPts) {
      isCore.fill(1, begin, end);
      continue;
    }
    for (let i = begin; i < end; i++) {
      const xi = x[i]!;
      const yi = y[i]!;
      const ti = t[i]!;
      let near = 0;
      for (let k = 0; k < lines && near < minPts; k++) {
        const last = run[2 * (c * lines + k) + 1]!;
        for (let j = run[2 * (c * lines + k)]!; j < last; j++) {
          const dx = x[j]! - xi;
          const dy = y[j]! - yi;
          if (dx * dx + dy * dy <= eps2 && Math.abs(t[j]! - ti) <= timeEps) near++;
        }
      }
      if (near >= minPts) isCore[i] = 1;
    }
  }
  return isCore;
}

/** Joins cells that hold core points within reach of each other; the core points of one cell always are. */
function joinCells(cells: SortedCells, isCore: Uint8Array, eps2: number, timeEps: number) {
  const { x, y, t, start, cellOf, lines, run } = cells;
  const sets = createUnionFind(start.length - 1);
  const reach = (a: number, b: number): boolean => {
    const end = start[b + 1]!;
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      if (isCore[i] === 0) continue;
      for (let j = start[b]!; j < end; j++) {
        const dx = x[j]! - x[i]!;
        const dy = y[j]! - y[i]!;
        if (dx * dx + dy * dy > eps2 || isCore[j] === 0) continue;
        if (Math.abs(t[j]! - t[i]!) <= timeEps) return true;
      }
    }
    return false;
  };
  for (let c = 0; c + 1 < start.length; c++) {
    for (let k = 0; k < lines; k++) {
      const last = run[2 * (c * lines + k) + 1]!;
      for (let j = run[2 * (c * lines + k)]!; j < last; j = start[cellOf[j]! + 1]!) {
        const other = cellOf[j]!;
        if (other <= c || sets.find(other) === sets.find(c)) continue;
        if (reach(c, other)) sets.union(c, other);
      }
    }
  }
  return sets;
}

function assign(
  cells: SortedCells,
  isCore: Uint8Array,
  find: (cell: number) => number,
  eps2: number,
  timeEps: number,
  ties: 'nearest' | 'first',
): DbscanResult {
  const { order, x, y, t, cellOf, lines, run } = cells;
  const n = x.length;
  const cluster = new Int32Array(n);
  const role = new Uint8Array(n);
  const ambiguous = new Uint8Array(n);
  const number = numberClusters(cells, isCore, find);
  for (let i = 0; i < n; i++) {
    const at = order[i]!;
    const c = cellOf[i]!;
    if (isCore[i] === 1) {
      cluster[at] = number.of[find(c)]!;
      role[at] = CORE;
      continue;
    }
    let best = -1;
    let bestD2 = Number.POSITIVE_INFINITY;
    let lowest = 0;
    for (let k = 0; k < lines; k++) {
      const last = run[2 * (c * lines + k) + 1]!;
      for (let j = run[2 * (c * lines + k)]!; j < last; j++) {
        if (isCore[j] === 0) continue;
        const d2 = (x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2;
        if (d2 > eps2 || Math.abs(t[j]! - t[i]!) > timeEps) continue;
        const reached = number.of[find(cellOf[j]!)]!;
        if (lowest !== 0 && reached !== lowest) ambiguous[at] = 1;
        if (lowest === 0 || reached < lowest) lowest = reached;
        if (d2 < bestD2 || (d2 === bestD2 && isLower(cells, j, best))) {
          best = j;
          bestD2 = d2;
        }
      }
    }
    if (best === -1) continue;
    role[at] = BORDER;
    cluster[at] = ties === 'first' ? lowest : number.of[find(cellOf[best]!)]!;
  }
  return { cluster, role, ambiguous, clusters: number.count };
}

const isLower = ({ x, y, t }: SortedCells, a: number, b: number): boolean =>
  (x[a]! - x[b]! || y[a]! - y[b]! || t[a]! - t[b]!) < 0;

/** Numbers clusters from 1 in the order in which the input first shows a core point of each. */
function numberClusters(cells: SortedCells, isCore: Uint8Array, find: (cell: number) => number) {
  const rootOf = new Int32Array(isCore.length).fill(-1);
  for (let i = 0; i < isCore.length; i++) {
    if (isCore[i] === 1) rootOf[cells.order[i]!] = find(cells.cellOf[i]!);
  }
  const of = new Int32Array(cells.start.length);
  let count = 0;
  for (const root of rootOf) if (root >= 0 && of[root] === 0) of[root] = ++count;
  return { of, count };
}
