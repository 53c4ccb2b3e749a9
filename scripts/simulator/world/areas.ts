import type { GridType, Level } from '../../../server/contract/areas/area.ts';
import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { createRandom, type Random } from '../random.ts';
import { buildLattice, type Cell, type Lattice } from './lattice.ts';
import { placeNames } from './names.ts';
import { outlineOf } from './outline.ts';
import { convexCells, partition, type Share } from './partition.ts';
import type { Scenario } from './scenarios.ts';

/** One area of the synthetic world. Children tile their parent exactly. */
export interface SimArea {
  code: string;
  name: string;
  level: Level;
  parentCode: string | null;
  gridType: GridType | null;
  geometry: MultiPolygon;
}

/** What the areas were cut from: needed to draw a grid's streets. */
export interface Ground {
  lattice: Lattice;
  cellsOf: Map<string, Cell[]>;
}

/** Blocks a grid of each type is made of: 0.05 to 0.4 square kilometres. */
const BLOCKS: Record<GridType, readonly [number, number]> = {
  urban: [2, 6],
  'urban-village': [3, 6],
  rural: [7, 12],
  park: [6, 11],
};

interface Node extends Share {
  level: Level;
  gridType: GridType | null;
  name: string;
  code: string;
  children: Node[];
}

/** Area tree of a scenario at a scale of 0 to 1, parents before children; at least 1 town, 2 villages and 6 grids. */
export function buildAreas(
  scenario: Scenario,
  scale: number,
  seed: string | number,
): { areas: SimArea[]; ground: Ground } {
  const random = createRandom(`${seed}/areas`);
  const root = plan(scenario, scale, random);
  const cells = convexCells(root.want, random.fork('outline'));
  const half = cells.reduce((most, { i, j }) => Math.max(most, Math.abs(i), Math.abs(j)), 0) + 2;
  const lattice = buildLattice(scenario.centre, seed, half);
  const areas: SimArea[] = [];
  const cellsOf = new Map<string, Cell[]>();
  const lay = (node: Node, own: Cell[], parentCode: string | null) => {
    const { code, name, level, gridType } = node;
    areas.push({ code, name, level, parentCode, gridType, geometry: outlineOf(lattice, own) });
    if (level === 'grid') cellsOf.set(code, own);
    if (node.children.length === 0) return;
    const parts = partition(own, node.children, random);
    for (const [k, child] of node.children.entries()) lay(child, parts[k]!, code);
  };
  lay(root, cells, null);
  return { areas, ground: { lattice, cellsOf } };
}

/** The tree without geometry: how many of what under whom, and how many blocks each wants. */
function plan(scenario: Scenario, scale: number, random: Random): Node {
  const villages = Math.max(2, Math.round(scenario.villages * scale));
  const grids = Math.max(6, villages, Math.round(scenario.grids * scale));
  const name = placeNames(random.fork('names'));

  const gridsOf = spread(grids, villages, random);
  let layer = gridsOf.map((count, k): Node => {
    const gridType = typeAt(scenario, (k + 0.5) / villages);
    const children = Array.from({ length: count }, (_, g): Node => {
      const want = random.integer(...BLOCKS[gridType]);
      return node('grid', gridType, `第${g + 1}网格`, [], want);
    });
    const suffix = gridType === 'rural' || gridType === 'urban-village' ? '村' : '社区';
    return node('village', null, name() + suffix, children);
  });
  for (const [depth, { level, count, suffixes }] of [...scenario.upper.entries()].reverse()) {
    const own = depth === 0 ? 1 : Math.min(layer.length, Math.max(1, Math.round(count * scale)));
    let from = 0;
    layer = spread(layer.length, own, random).map((size, k) => {
      const children = layer.slice(from, from + size);
      from += size;
      const label = depth === 0 ? scenario.rootName : name() + suffixes[k % suffixes.length];
      return node(level, null, label, children);
    });
  }
  const root = layer[0]!;
  encode(root, scenario.rootCode);
  return root;
}

const node = (
  level: Level,
  gridType: GridType | null,
  name: string,
  children: Node[],
  want = children.reduce((sum, child) => sum + child.want, 0),
): Node => ({
  level,
  gridType,
  name,
  code: '',
  children,
  want,
  least: children.length === 0 ? 1 : children.reduce((sum, child) => sum + child.least, 0),
});

/** Splits a total over some parts, each at least one, unevenly as real ones are. */
function spread(total: number, parts: number, random: Random): number[] {
  const counts = new Array<number>(parts).fill(1);
  const weights = counts.map((_, k) => [k, random.uniform(0.5, 1.5)] as const);
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  let left = total - parts;
  for (const [k, weight] of weights) {
    const share = Math.min(left, Math.floor(((total - parts) * weight) / sum));
    counts[k]! += share;
    left -= share;
  }
  for (; left > 0; left--) counts[random.integer(0, parts - 1)]!++;
  return counts;
}

/** Town centres lie in the middle of the order, which is the middle of the ground. */
function typeAt({ gridTypes }: Scenario, place: number): GridType {
  let left = 1 - Math.abs(2 * place - 1);
  for (const [type, share] of [...gridTypes].reverse()) {
    left -= share;
    if (left < 0) return type;
  }
  return gridTypes[0]![0];
}

/** Codes of six, nine, twelve and fifteen digits as official ones; a city's districts count in its last two of six. */
function encode(node: Node, code: string): void {
  node.code = code;
  for (const [k, child] of node.children.entries())
    encode(
      child,
      child.level === 'district'
        ? `${code.slice(0, 4)}${String(k + 1).padStart(2, '0')}`
        : `${code}${String(k + 1).padStart(3, '0')}`,
    );
}
