import { Value } from 'typebox/value';
import type { GridType } from '../../server/contract/areas/area.ts';
import type { MultiPolygon } from '../../server/contract/areas/geo.ts';
import { NormRules } from '../../server/contract/norms/norm.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import type { Fix } from '../../server/domain/entrance/fix.ts';
import { markFix } from '../../server/domain/entrance/mark-fix.ts';
import { gridGeometry } from '../../server/domain/geo/grid-geometry.ts';
import { recognisePatrols } from '../../server/domain/verification/recognise-patrols.ts';
import { createRandom } from '../simulator/random.ts';
import type { Ask, Label } from '../simulator/walk/behaviour/behaviour.ts';
import { behaviourOf, KINDS, type Kind } from '../simulator/walk/behaviours.ts';
import { buildAreas, type Ground, type SimArea } from '../simulator/world/areas.ts';
import { type GridPlace, placeOf } from '../simulator/world/place.ts';
import { SCENARIO_NAMES, SCENARIOS, type ScenarioName } from '../simulator/world/scenarios.ts';
import { pooledWalk } from './pooled-walk.ts';
import { townAt } from './town.ts';

export { KINDS, type Kind, type Label };

/** What patrols of a kind are. */
export const labelOf = (kind: Kind): Label => behaviourOf(kind).label;

/** A patrol whose truth is known, with all a judge may look at. */
export interface LabelledPatrol {
  kind: Kind;
  label: Label;
  grid: { code: string; name: string; type: GridType; geometry: MultiPolygon };
  /** Declared start and end, Unix ms. */
  startMs: number;
  endMs: number;
  /** In the order of seq; device time may run otherwise where a sequence is forged. */
  fixes: Fix[];
  /** Earlier patrols of the same officer in the same grid; the source of a replay is among them. */
  history: Fix[][];
  /** Tracks of other handhelds in the grid at the time. */
  others: Fix[][];
}

export interface PatrolOptions {
  /** Default: a morning of 2026, drawn from the seed. */
  startMs?: number;
  /** What the norm requires, seconds (default 7200); all but the lazy stay 4 to 15 minutes longer. */
  seconds?: number;
  /** Sampling interval, seconds, 1 to 60 (default: drawn from 1, 2, 5, 10, 15). The walk does not depend on it. */
  intervalS?: number;
  /** Default: a grid of one of the five scenarios, drawn from the seed. */
  place?: GridPlace;
  handheldId?: number;
  /**
   * Earlier and neighbouring tracks, which cost several times the patrol itself: walked anew (default), drawn from a few ordinary walks of the
   * place, or none.
   */
  company?: 'own' | 'pooled' | 'none';
}

const FIRST_DAY_MS = Date.UTC(2026, 0, 5);
const SCALE = 0.03;

const worlds = new Map<ScenarioName, ReturnType<typeof buildAreas>>();
const places = new Map<SimArea, GridPlace>();

/** The small world grids are drawn from; built once, the same every time. */
function worldOf(name: ScenarioName) {
  const known = worlds.get(name);
  if (known) return known;
  const world = buildAreas(SCENARIOS[name], SCALE, 'conformance');
  worlds.set(name, world);
  return world;
}

/** The streets of a grid of such a world, drawn once. */
function knownPlace(ground: Ground, area: SimArea): GridPlace {
  const place = places.get(area) ?? placeOf(ground, area);
  places.set(area, place);
  return place;
}

/** A patrol asked for, all of it drawn from the name that the options leave open, and the grid it is in. */
export function drawnAsk(name: string, options: PatrolOptions = {}) {
  const random = createRandom(name);
  const drawn = random.fork('drawn');
  const world = worldOf(drawn.pick(SCENARIO_NAMES));
  const { areas, ground } = world;
  const area = drawn.pick(areas.filter(({ level }) => level === 'grid'));
  const place = options.place ?? knownPlace(ground, area);
  const morningMs = drawn.integer(30, 120) * MINUTE_MS;
  const startMs = options.startMs ?? FIRST_DAY_MS + drawn.integer(20, 300) * DAY_MS + morningMs;
  const intervalS = options.intervalS ?? drawn.pick([1, 2, 5, 5, 10, 15]);
  const ask: Ask = {
    place,
    random: random.fork('made'),
    startMs,
    seconds: (options.seconds ?? 7200) + drawn.integer(240, 900),
    intervalS,
    handheldId: options.handheldId ?? 1,
    withCompany: options.company !== 'none',
    pooled: options.company === 'pooled' ? pooledWalk : undefined,
    colleagues: () => townAt(world, startMs),
  };
  const { code, name: called, type, geometry } = place;
  return { ask, grid: { code, name: called, type, geometry } };
}

/** A patrol of the given kind. Equal kind, seed and options give equal patrols. */
export function generatePatrol(
  kind: Kind,
  seed: string | number,
  options: PatrolOptions = {},
): LabelledPatrol {
  const { ask, grid } = drawnAsk(`${kind}/${seed}`, options);
  const { startMs } = ask;
  const { label, make } = behaviourOf(kind);
  const made = make(ask);
  const fixes = marked(made.fixes);
  const declared = { startMs, endMs: startMs + (made.seconds ?? ask.seconds) * 1000 };
  return {
    kind,
    label,
    grid,
    ...(made.undeclared ? recognised(fixes, grid.geometry) : { ...declared, fixes }),
    history: made.history.map(marked),
    others: made.others.map(marked),
  };
}

/** The longest patrol in a track of which nobody said when it began, and its fixes. */
function recognised(fixes: Fix[], polygon: MultiPolygon) {
  const rules = Value.Create(NormRules);
  const found = recognisePatrols(fixes, gridGeometry({ polygon }, rules.swathM), rules);
  const [longest] = found.sort((a, b) => b.walkedMin - a.walkedMin);
  if (!longest) throw new RangeError('no patrol is recognised');
  const [startMs, endMs] = [Math.round(longest.startMs), Math.round(longest.endMs)];
  return { startMs, endMs, fixes: fixes.filter(({ t }) => t >= startMs && t <= endMs) };
}

/** With the marks the entrance would have given. */
const marked = (fixes: readonly Fix[]): Fix[] =>
  fixes.map((fix) => {
    const marks = markFix(fix, fix.receivedMs);
    return marks.length === fix.marks.length ? fix : { ...fix, marks };
  });
