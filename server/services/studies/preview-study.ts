import type { StartingValues, StudyPreview } from '../../contract/studies/starting-values.ts';
import type { StudySelection } from '../../contract/studies/study.ts';
import type { Db } from '../../db/store/open.ts';
import { studyPace } from '../../db/studies/studies.ts';
import { sampleStudyPlaces } from '../../db/studies/study-data.ts';
import { expectedSeconds } from '../../domain/analysis/expected-seconds.ts';
import { planeAround } from '../../domain/analysis/input/projection.ts';
import { startingValues } from '../../domain/analysis/starting-values.ts';

/** Places that tell how dense incidents are, at most about. */
const SAMPLE = 4_000;

/** What is known of a study before it is asked for. */
export async function previewStudy(
  db: Db,
  asked: { areaId: number; method: string; owner: string; selection: StudySelection },
): Promise<StudyPreview> {
  const { areaId, method, owner, selection } = asked;
  const { areaM2, incidents, lat, lng } = await sampleStudyPlaces(db, areaId, selection, SAMPLE);
  const { ahead, last } = await studyPace(db, owner, method);
  return {
    incidents,
    areaKm2: areaM2 === null ? null : areaM2 / 1e6,
    parameters: fitted({ areaM2, incidents, lat, lng }),
    seconds: expectedSeconds(method, incidents, last),
    ahead,
  };
}

/** Values that fit the incidents of a selection; null where there are too few to tell. */
export const fittedTo = async (
  db: Db,
  areaId: number,
  selection: StudySelection,
): Promise<StartingValues | null> => fitted(await sampleStudyPlaces(db, areaId, selection, SAMPLE));

const fitted = ({
  areaM2,
  incidents,
  lat,
  lng,
}: Awaited<ReturnType<typeof sampleStudyPlaces>>): StartingValues | null =>
  startingValues(planeAround(lng, lat), {
    areaM2: areaM2 ?? 0,
    share: incidents === 0 ? 1 : lng.length / incidents,
  });
