import type { Moment } from '../store/column-types.ts';

export interface QueueTables {
  job_leases: { name: string; holder: string; until: Moment };
}
