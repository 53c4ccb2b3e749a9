import type { Datum } from '../../../server/contract/areas/geo.ts';
import type { OfficerCategory } from '../../../server/contract/people/people.ts';
import { createRandom, type Random } from '../random.ts';
import { buildAreas, type Ground, type SimArea } from './areas.ts';
import { categoriesOf, type SimCategory } from './categories.ts';
import { personName } from './names.ts';
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';

export interface SimOfficer {
  code: string;
  name: string;
  category: OfficerCategory;
  /** The grid this officer answers for and patrols; null for everyone else. */
  gridCode: string | null;
}

export interface SimHandheld {
  /** 1 and up, in the order of the list: what fixes of the simulator carry as handheldId. */
  number: number;
  code: string;
  /** For demonstrations only: derived from the seed. */
  secret: string;
  datum: Datum;
  officerCode: string;
}

/** A synthetic deployment as plain data; `ground` is what its grids' streets are drawn from. */
export interface World {
  scenario: ScenarioName;
  seed: string | number;
  scale: number;
  timeZone: string;
  /** Parents before children. */
  areas: SimArea[];
  officers: SimOfficer[];
  handhelds: SimHandheld[];
  categories: SimCategory[];
  /** Hours, local, in which the day's patrols start, in order. */
  windows: Scenario['windows'];
  ground: Ground;
}

export interface WorldOptions {
  scenario: ScenarioName;
  /** Size as a share of the real place, above 0 up to 1. */
  scale?: number;
  seed?: string | number;
}

/** Builds a deployment of the scenario's shape. Equal options give equal worlds. */
export function buildWorld({ scenario: name, scale = 1, seed = 1 }: WorldOptions): World {
  if (!(scale > 0 && scale <= 1)) throw new RangeError('scale must lie above 0 and not above 1');
  const scenario = SCENARIOS[name];
  const random = createRandom(`${name}/${seed}`);
  const { areas, ground } = buildAreas(scenario, scale, `${name}/${seed}`);
  const grids = areas.filter(({ level }) => level === 'grid');
  const officers = hire(scenario, scale, grids, random.fork('officers'));
  return {
    scenario: name,
    seed,
    scale,
    timeZone: 'Asia/Shanghai',
    areas,
    officers,
    handhelds: issue(scenario, { officers, grids }, random.fork('handhelds')),
    categories: categoriesOf(name),
    windows: scenario.windows,
    ground,
  };
}

/** One officer for every grid from the front of the list of people; the rest have none. */
function hire(scenario: Scenario, scale: number, grids: SimArea[], random: Random): SimOfficer[] {
  const places = scenario.people.flatMap(({ category, count }) =>
    Array.from({ length: Math.max(1, Math.round(count * scale)) }, () => category),
  );
  // Rounding at small scales must not leave a grid without its officer.
  while (places.length < grids.length) places.unshift('full-time');
  return places.map((category, k) => ({
    code: `${scenario.rootCode.slice(0, 4)}-${String(k + 1).padStart(5, '0')}`,
    name: personName(random),
    category,
    gridCode: grids[k]?.code ?? null,
  }));
}

function issue(
  scenario: Scenario,
  { officers, grids }: { officers: SimOfficer[]; grids: SimArea[] },
  random: Random,
): SimHandheld[] {
  const tracked = new Set(
    grids.flatMap(({ code, gridType }) =>
      gridType !== null && scenario.untracked?.includes(gridType) ? [] : [code],
    ),
  );
  return officers
    .filter(({ gridCode }) => gridCode !== null && tracked.has(gridCode))
    .map(({ code }, k) => ({
      number: k + 1,
      code: `H${scenario.rootCode.slice(0, 4)}${String(k + 1).padStart(5, '0')}`,
      secret: Array.from({ length: 6 }, () =>
        random
          .integer(0, 2 ** 32 - 1)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
      datum: random.weighted(scenario.datums),
      officerCode: code,
    }));
}
