import { spawnSync } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface SmallDisk {
  /** What it takes to have one, where there is none. */
  missing?: string;
  /** Takes all the room that is left. */
  fill: () => Promise<void>;
  /** Gives it back. */
  free: () => Promise<void>;
  close: () => void;
}

const PIECE = Buffer.alloc(1 << 20);
const SMALLEST = 4096;

/** A file system of so many megabytes in memory, mounted over a folder. */
export function openSmallDisk(at: string, megabytes: number): SmallDisk {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at], {
    encoding: 'utf8',
  });
  const filler = join(at, 'filler');
  return {
    ...(mounted.status !== 0 && {
      missing: `a small disk takes the right to mount (${mounted.stderr?.trim()})`,
    }),
    async fill() {
      const file = await open(filler, 'w');
      try {
        for (let piece = PIECE.length; piece >= SMALLEST; )
          await file.write(PIECE, 0, piece).catch((error: NodeJS.ErrnoException) => {
            if (error.code !== 'ENOSPC') throw error;
            piece /= 2;
          });
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
    close: () => void spawnSync('umount', [at]),
  };
}
