import { Default } from 'typebox/value';
import { AreaImportOptions } from '../../server/contract/areas/area-import.ts';
import { NormRules } from '../../server/contract/norms/norm.ts';
import type { SeedWorld } from '../../server/services/areas/seed-world.ts';
import type { Api } from '../command/api-client.ts';

/** Brings a synthetic deployment into a running server. Doing it again changes nothing. @throws Error where it is refused. */
export async function provisionWorld(api: Api, world: SeedWorld, from: Date): Promise<void> {
  const since = { from: from.toISOString() };
  const report = await api.importAreas({
    collection: {
      type: 'FeatureCollection',
      features: world.areas.map(({ geometry, ...properties }) => ({
        type: 'Feature',
        geometry,
        properties,
      })),
    },
    options: Default(AreaImportOptions, {
      codeKey: 'code',
      nameKey: 'name',
      parentKey: 'parentCode',
      levelKey: 'level',
      gridTypeKey: 'gridType',
      timeZone: world.timeZone,
      ...since,
    }) as AreaImportOptions,
  });
  const [first] = report.defects;
  if (first)
    throw new Error(
      `${report.defects.length} areas are refused, such as ${first.code}: ${first.defect}: ${first.detail}`,
    );
  await api.putOfficers(
    world.officers.map(({ code, name, category }) => ({ code, name, category })),
  );
  await api.putHandhelds(
    world.handhelds.map(({ code, secret, datum }) => ({ code, secret, datum })),
  );
  await api.putAssignments({
    officers: world.officers.flatMap(({ code, gridCode }) =>
      gridCode === null ? [] : [{ officer: code, grid: gridCode, ...since }],
    ),
    handhelds: world.handhelds.map(({ code, officerCode }) => ({
      handheld: code,
      officer: officerCode,
      ...since,
    })),
  });
  const top = world.areas.find(({ parentCode }) => parentCode === null)!;
  const rules = Default(NormRules, { windows: [...world.windows] }) as NormRules;
  await api.putNorms([{ area: top.code, name: top.name, rules, ...since }]);
  await api.putIncidentCategories(
    world.categories.map(({ parentCode, ...category }) =>
      parentCode === null ? category : { ...category, parent: parentCode },
    ),
  );
}
