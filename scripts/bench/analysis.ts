import { benchDbscan } from './analysis/dbscan.ts';
import { benchHdbscan } from './analysis/hdbscan.ts';
import { benchKde } from './analysis/kde.ts';
import { benchEmerging, benchGiStar } from './analysis/lattice.ts';

/** Clusters, Gi*, cubes and density, each beside a reference in the same run. */
export default async function bench(): Promise<void> {
  await benchDbscan();
  benchHdbscan();
  benchGiStar();
  benchEmerging();
  benchKde();
}
