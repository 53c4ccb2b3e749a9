import type { Db } from '../../server/db/open.ts';
import { putNorms } from '../../server/db/provision-norms.ts';
import { seedWorld } from '../../server/db/seed-world.ts';
import { PRESETS } from '../../server/domain/norms/presets.ts';
import type { World } from '../simulator/world.ts';

/** Stores a deployment with its preset's norms, in force from `from`; doing it again changes nothing. */
export async function prepareMonth(db: Db, world: World, from: Date): Promise<void> {
  const { norms } = PRESETS[world.scenario]!;
  const everyone = norms.find(({ gridType, officerCategory }) => !gridType && !officerCategory);
  await seedWorld(db, world, { from, ...(everyone && { rules: everyone.rules }) });
  const top = world.areas.find(({ parentCode }) => parentCode === null)!.code;
  const put = await putNorms(
    db,
    norms
      .filter((norm) => norm !== everyone)
      .map(({ name, gridType, officerCategory, rules }) => ({
        area: top,
        name: name.en,
        rules,
        from: from.toISOString(),
        ...(gridType && { gridType }),
        ...(officerCategory && { officerCategory }),
      })),
  );
  if ('refused' in put) throw new Error(put.refused.join('; '));
}
