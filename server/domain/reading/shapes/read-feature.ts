import type { Feature, Geometry } from 'geojson';
import type { FileProblem } from '../../../contract/file-problem.ts';

/**
 * A feature as it was read. Of one that cannot be, or whose shape cannot, it is kept why, as a member beside its own (RFC 7946, 6.1), so that
 * it is told with all else that is wrong with the file.
 */
export type ReadFeature = Feature<Geometry | null> & { unread?: FileProblem[] };

/** What stands for a feature, or its shape, that cannot be read. */
export const unreadFeature = (
  unread: FileProblem[],
  properties: Feature['properties'] = null,
): ReadFeature => ({ type: 'Feature', properties, geometry: null, unread });
