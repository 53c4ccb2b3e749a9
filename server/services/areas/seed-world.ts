import { Default } from 'typebox/value';
import type { GridType, Level } from '../../contract/areas/area.ts';
import type { Datum, MultiPolygon } from '../../contract/areas/geo.ts';
import { sayProblems } from '../../contract/file-problem.ts';
import { NormRules } from '../../contract/norms/norm.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import { inEnglish } from '../../contract/tell-file.ts';
import { putNorms } from '../../db/norms/provision-norms.ts';
import {
  type Put,
  putHandhelds,
  putIncidentCategories,
  putOfficers,
} from '../../db/people/provision.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { putHandheldAssignments, putOfficerAssignments } from '../people/put-assignments.ts';
import { storeAreas } from './import-areas.ts';

/** Hours of duty of made-up deployments: whoever tries one walks when they do. */
export const ANY_HOUR = { from: '00:00', to: '23:59' } as const;

/** A whole deployment as plain data, such as the simulator builds. Its areas are taken as sound. */
export interface SeedWorld {
  timeZone: string;
  areas: readonly {
    code: string;
    name: string;
    level: Level;
    parentCode: string | null;
    gridType: GridType | null;
    geometry: MultiPolygon;
  }[];
  officers: readonly {
    code: string;
    name: string;
    category: OfficerCategory;
    gridCode: string | null;
  }[];
  handhelds: readonly { code: string; secret: string; datum: Datum; officerCode: string }[];
  categories: readonly {
    code: string;
    parentCode: string | null;
    nameZh: string;
    nameEn: string;
    points: number;
  }[];
  windows: readonly { from: string; to: string }[];
}

export interface SeedOptions {
  /** Everything holds from this moment. */
  from: Date;
  /** Officers hold their grids and handhelds from this moment instead, the later one. */
  officersFrom?: Date;
  /** Rules of the norm at the top of the tree where they differ from the defaults and the world's hours. */
  rules?: Partial<NormRules>;
}

/**
 * Stores a deployment in one commit; doing it again changes nothing.
 * @throws Error where the world names something it does not have.
 */
export async function seedWorld(
  db: Db,
  world: SeedWorld,
  { from, officersFrom = from, rules = {} }: SeedOptions,
): Promise<void> {
  const since = { from: from.toISOString() };
  const onDuty = { from: officersFrom.toISOString() };
  const top = world.areas.find(({ parentCode }) => parentCode === null)!;
  await inTransaction(db, async (trx) => {
    await storeAreas(
      trx,
      world.areas.map(({ parentCode, ...area }, feature) => ({
        ...area,
        feature,
        parent: parentCode,
        timeZone: world.timeZone,
      })),
      from,
    );
    done(await putOfficers(trx, world.officers, { nowMs: from.getTime() }));
    done(
      await putOfficerAssignments(
        trx,
        world.officers.flatMap(({ code, gridCode }) =>
          gridCode === null ? [] : [{ officer: code, grid: gridCode, ...onDuty }],
        ),
        from.getTime(),
      ),
    );
    done(
      await putHandhelds(
        trx,
        world.handhelds.map(({ code, secret, datum }) => ({
          code,
          secretHash: hashSecret(secret),
          datum,
        })),
      ),
    );
    done(
      await putHandheldAssignments(
        trx,
        world.handhelds.map(({ code, officerCode }) => ({
          handheld: code,
          officer: officerCode,
          ...onDuty,
        })),
        from.getTime(),
      ),
    );
    const hours = { dutyHours: ANY_HOUR, windows: [...world.windows] };
    const defaults = Default(NormRules, hours) as NormRules;
    done(
      await putNorms(trx, [
        { area: top.code, name: top.name, rules: { ...defaults, ...rules }, ...since },
      ]),
    );
    done(
      await putIncidentCategories(
        trx,
        world.categories.map(({ parentCode, ...category }) =>
          parentCode === null ? category : { ...category, parent: parentCode },
        ),
      ),
    );
  });
}

function done(put: Put): void {
  if ('refused' in put) throw new Error(sayProblems(put.refused.slice(0, 5), inEnglish));
}
