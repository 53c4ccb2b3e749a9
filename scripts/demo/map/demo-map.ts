import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cornerAt } from '../../simulator/world/lattice.ts';
import type { World } from '../../simulator/world/world.ts';
import { packTiles } from './pmtiles.ts';
import { cutTiles } from './tiles.ts';
import { townOf } from './town.ts';

/** The town of a world as one PMTiles file, the same bytes every time. */
export function mapOf(world: World): Uint8Array {
  const { lattice } = world.ground;
  const edge = Array.from({ length: 2 * lattice.half + 1 }, (_, k) => k - lattice.half);
  const corners = edge.flatMap((k) =>
    [-lattice.half, lattice.half].flatMap((end) => [
      cornerAt(lattice, { i: k, j: end }),
      cornerAt(lattice, { i: end, j: k }),
    ]),
  );
  const lngs = corners.map(({ lng }) => lng);
  const lats = corners.map(({ lat }) => lat);
  const bounds = [
    Math.min(...lngs),
    Math.min(...lats),
    Math.max(...lngs),
    Math.max(...lats),
  ] as const;
  return packTiles(cutTiles(townOf(world), bounds), { bounds, metadata: { name: 'Demo town' } });
}

/** Writes the map of a world where the server finds it; returns the path. */
export async function writeMap(world: World): Promise<string> {
  const path = join(tmpdir(), 'xunji-demo-map.pmtiles');
  // Whole or not at all: another demo may read it.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, mapOf(world));
  await rename(draft, path);
  return path;
}
