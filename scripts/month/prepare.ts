import { sayProblems } from '../../server/contract/file-problem.ts';
import type { NormInput } from '../../server/contract/people/provision.ts';
import { inEnglish } from '../../server/contract/tell-file.ts';
import { putNorms } from '../../server/db/norms/provision-norms.ts';
import type { Db } from '../../server/db/store/open.ts';
import { PRESETS, type PresetNorm } from '../../server/domain/norms/presets.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import type { World } from '../simulator/world/world.ts';
import { checkpointsOf, VISITS_PER_WEEK } from './checkpoints.ts';

/** Stores a deployment with its preset's norms, in force from `from`; doing it again changes nothing. */
export async function prepareMonth(db: Db, world: World, from: Date): Promise<void> {
  const { norms } = PRESETS[world.scenario]!;
  const everyone = norms.find(({ gridType, officerCategory }) => !gridType && !officerCategory);
  await seedWorld(db, world, { from, ...(everyone && { rules: everyone.rules }) });
  const top = world.areas.find(({ parentCode }) => parentCode === null)!.code;
  const normOf = (
    { name, gridType, officerCategory }: PresetNorm,
    own: Pick<NormInput, 'area' | 'rules'>,
  ): NormInput => ({
    ...own,
    name: name.en,
    from: from.toISOString(),
    ...(gridType && { gridType }),
    ...(officerCategory && { officerCategory }),
  });
  const put = await putNorms(db, [
    ...norms
      .filter((norm) => norm !== everyone)
      .map((norm) => normOf(norm, { area: top, rules: norm.rules })),
    ...[...checkpointsOf(world)].flatMap(([area, checkpoints]) =>
      norms.map((norm) =>
        normOf(norm, {
          area,
          rules: { ...norm.rules, checkpoints, checkpointVisitsPerWeek: VISITS_PER_WEEK },
        }),
      ),
    ),
  ]);
  if ('refused' in put) throw new Error(sayProblems(put.refused, inEnglish));
}
