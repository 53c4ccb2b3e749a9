import type { Feature, Geometry } from 'geojson';
import type { FileProblem } from '../../../contract/file-problem.ts';

/**
 * A feature as it was read. Of one that cannot be, or whose shape cannot, it is kept why, as a member beside its own (RFC 7946, 6.1), so that
 * it is told with all else that is wrong with the file. `lacks`: what is wrong with the whole of its file already.
 */
export type ReadFeature = Feature<Geometry | null> & { unread?: FileProblem[]; lacks?: Lack[] };

/** A system of its coordinates that is known, a file of shapes, one of texts. */
export type Lack = 'system' | 'shapes' | 'texts';

/** What stands for a feature, or its shape, that cannot be read. */
export const unreadFeature = (
  unread: FileProblem[],
  properties: Feature['properties'] = null,
): ReadFeature => ({ type: 'Feature', properties, geometry: null, unread });
