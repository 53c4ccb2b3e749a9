import type { MultiPolygon } from '../contract/areas/geo.ts';
import {
  type Box,
  encodeHeat,
  HEAT_FLOOR,
  HEAT_KINDS,
  type HeatKind,
  type HeatView,
  heatAt,
  heatReach,
} from '../contract/console/heat.ts';
import { MINUTE_MS } from '../contract/units.ts';
import {
  cellsIn,
  type HeatCell,
  type HeatTree,
  isIn,
  sumOf,
  takeChanged,
} from '../domain/heat/heat-grid.ts';
import { preparePolygon } from '../domain/heat/outline.ts';
import type { LiveHeat } from '../ingest/live-heat.ts';

const TICK_MS = 1_000;
/** An area nobody looks at any more is kept this long for who comes back. */
const KEEP_MS = 10 * MINUTE_MS;

/** Takes encoded frames; resolves once the reader is done with them. */
type Deliver = (frames: Uint8Array[]) => Promise<void>;

/** What a viewer gets of one kind of heat. */
interface Watch {
  scope: Scope;
  /** Everything in view is still to be sent, not only what changed. */
  isFresh: boolean;
  pending: Set<HeatCell>;
}

interface Viewer {
  deliver: Deliver;
  drop: () => void;
  area: Promise<Area | undefined>;
  resolution: number;
  box: Box;
  watches: Map<HeatKind, Watch>;
  /** Frames are on their way. */
  isBusy: boolean;
  /** The latest view asked for. */
  view: HeatView | null;
}

/** The heat of one area, shared by all who may see exactly it. */
interface Scope {
  kind: HeatKind;
  tree: HeatTree;
  isFilled: boolean;
  /** When nobody looked any more, Unix ms; null while somebody does. */
  leftMs: number | null;
}

interface Area {
  key: string;
  geometry: MultiPolygon;
}

export interface HeatStreamOptions {
  heat: LiveHeat;
  now: () => number;
}

/**
 * Streams heat to consoles: to each the cells of its view and area, all of them once, then those that changed. A viewer that
 * has not taken its last frames is not written to; what changes meanwhile is a set of cells, read when it is sent.
 */
export function createHeatStream({ heat, now }: HeatStreamOptions) {
  const viewers = new Set<Viewer>();
  const scopes = new Map<string, Scope>();

  function scopeOf(kind: HeatKind, { key, geometry }: Area): Scope {
    const name = `${kind}/${key}`;
    const known = scopes.get(name);
    if (known) return known;
    const { tree, steps } = heat.grids[kind].open(preparePolygon(geometry));
    const scope: Scope = { kind, tree, isFilled: false, leftMs: null };
    scopes.set(name, scope);
    const step = () => {
      scope.isFilled = steps.next().done === true;
      if (!scope.isFilled) setImmediate(step);
    };
    step();
    return scope;
  }

  function frameOf(kind: HeatKind, watch: Watch, { resolution, box }: Viewer): Uint8Array | null {
    const { epochMs, decay } = heat.grids[kind];
    const { isFresh, pending, scope } = watch;
    if (!scope.isFilled || !heat.isReady(kind) || !(isFresh || pending.size)) return null;
    const at = now();
    const scale = { epochMs: epochMs(), halfLifeMs: decay.halfLifeMs };
    const isSeen = (sum: number) => heatAt(sum, scale, at) >= HEAT_FLOOR[kind];
    const cells: bigint[] = [];
    const values: number[] = [];
    for (const cell of isFresh ? cellsIn(scope.tree, resolution, box) : pending) {
      const sum = sumOf(cell);
      if (isFresh && !isSeen(sum)) continue;
      cells.push(cell.id);
      values.push(isSeen(sum) ? sum : 0);
    }
    watch.isFresh = false;
    watch.pending = new Set();
    return encodeHeat({
      ...scale,
      kind,
      snapshot: isFresh,
      resolution,
      at,
      cells: BigUint64Array.from(cells),
      values: Float32Array.from(values),
    });
  }

  async function flush(viewer: Viewer): Promise<void> {
    if (viewer.isBusy) return;
    const frames = [...viewer.watches].flatMap(
      ([kind, watch]) => frameOf(kind, watch, viewer) ?? [],
    );
    if (frames.length === 0) return;
    viewer.isBusy = true;
    try {
      await viewer.deliver(frames);
      viewer.isBusy = false;
      // A view asked for meanwhile need not wait for the clock.
      if ([...viewer.watches.values()].some(({ isFresh }) => isFresh)) void flush(viewer);
    } catch {
      if (viewers.delete(viewer)) viewer.drop();
    }
  }

  /** Names to every viewer the cells it sees that changed. */
  function share(scope: Scope): void {
    const changed = takeChanged(scope.tree);
    for (const { watches, resolution, box } of viewers) {
      const watch = watches.get(scope.kind);
      if (watch?.scope !== scope || watch.isFresh) continue;
      for (const cell of changed[resolution]!) if (isIn(box, cell)) watch.pending.add(cell);
    }
  }

  function tick(): void {
    const rolled = heat.roll();
    for (const { watches } of viewers)
      for (const [kind, watch] of watches) if (rolled[kind]) refresh(watch);
    for (const scope of scopes.values()) share(scope);
    for (const viewer of viewers) void flush(viewer);
    forgetLeft();
  }

  function forgetLeft(): void {
    const used = new Set([...viewers].flatMap(({ watches }) => [...watches.values()]));
    const seen = new Set([...used].map(({ scope }) => scope));
    for (const [name, scope] of scopes) {
      scope.leftMs = seen.has(scope) ? null : (scope.leftMs ?? now());
      if (scope.leftMs === null || now() - scope.leftMs < KEEP_MS) continue;
      scopes.delete(name);
      heat.grids[scope.kind].close(scope.tree);
    }
  }

  const timer = setInterval(tick, TICK_MS);
  timer.unref();

  return {
    /** Adds a viewer of an area, who sees nothing until it says what it looks at. */
    join(options: { area: Promise<Area | undefined>; deliver: Deliver; drop: () => void }) {
      const viewer: Viewer = {
        ...options,
        resolution: 0,
        box: { west: 0, south: 0, east: 0, north: 0 },
        watches: new Map(),
        isBusy: false,
        view: null,
      };
      viewers.add(viewer);
      // Reported to whoever looks; unheard until then, it must not end the process.
      viewer.area.catch(() => {});
      return {
        /** Looks elsewhere: everything of the new view follows, at its resolution. */
        async look(view: HeatView): Promise<{ resolution: number }> {
          viewer.view = view;
          const reach = heatReach(view);
          const area = await viewer.area;
          if (viewer.view === view && viewers.has(viewer)) {
            Object.assign(viewer, reach);
            viewer.watches = new Map(
              HEAT_KINDS.filter((kind) => area && view.kinds.includes(kind)).map((kind) => [
                kind,
                { scope: scopeOf(kind, area!), isFresh: true, pending: new Set() },
              ]),
            );
            // What changed until now is in the snapshot and need not follow it.
            for (const { scope } of viewer.watches.values()) share(scope);
            void flush(viewer);
          }
          return { resolution: reach.resolution };
        },
        leave: () => void viewers.delete(viewer),
      };
    },
    close: () => clearInterval(timer),
  };
}

export type HeatStream = ReturnType<typeof createHeatStream>;

function refresh(watch: Watch): void {
  watch.isFresh = true;
  watch.pending.clear();
}
