import { workerData } from 'piscina';
import { type Walks, walkRows } from './walk-rows.ts';
import { buildWorld } from './world.ts';

const world = buildWorld(workerData);

export default (walks: Walks) => walkRows(world, walks);
