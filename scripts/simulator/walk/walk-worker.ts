import { workerData } from 'piscina';
import { buildWorld } from '../world/world.ts';
import { type Walks, walkRows } from './walk-rows.ts';

const world = buildWorld(workerData);

export default (walks: Walks) => walkRows(world, walks);
