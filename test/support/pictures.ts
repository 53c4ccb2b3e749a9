import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const FOLDER = 'test/browser/pictures';
/** Tiles a screen is compared by, 20 px of 1440 by 900 each: letters of another font are the same, a block that is gone is not. */
const TILES = { width: 72, height: 45 };
/** Tiles further apart than this in the mean of their colours, of 255, differ: what is written stands on white, and its tiles are pale. */
const APART_MAX = 10;
/** Of a screen so many tiles may differ: up to 2.4 % do from one run to another, 7.6 % and more where a page shows nothing. */
export const SHARE_MAX = 0.04;

/** Of two screens as base64 PNG: the first one small, and the share of its tiles that differ from the second, which is small already. Runs in the browser. */
async function compare({
  seen,
  kept,
  tiles: { height, width },
  apartMax,
}: {
  seen: string;
  kept: string | null;
  tiles: typeof TILES;
  apartMax: number;
}): Promise<{ small: string; share: number }> {
  const draw = async (png: string) => {
    const reply = await fetch(`data:image/png;base64,${png}`);
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(await createImageBitmap(await reply.blob()), 0, 0, width, height);
    return { canvas, data: context.getImageData(0, 0, width, height).data };
  };
  const one = await draw(seen);
  const other = kept === null ? one : await draw(kept);
  let apart = 0;
  for (let i = 0; i < one.data.length; i += 4) {
    const by = (k: number) => Math.abs(one.data[i + k]! - other.data[i + k]!);
    if ((by(0) + by(1) + by(2)) / 3 > apartMax) apart++;
  }
  return { small: one.canvas.toDataURL().split(',')[1]!, share: apart / (width * height) };
}

/** Compares screens with those that are kept, by name; `npm run pictures` keeps what is seen instead. */
export async function openPictures(browser: Browser) {
  const bench = await browser.newPage();
  return {
    /** The share of a screen's tiles that differ from those of the picture that is kept. Throws where none is. */
    async apart(page: Page, name: string): Promise<number> {
      const file = join(FOLDER, `${name}.png`);
      const isKept = process.env.UPDATE_PICTURES !== '1';
      const kept = isKept ? (await readFile(file)).toString('base64') : null;
      // For the file, what still moves settles; it has no other sign of being done.
      if (!isKept) await page.waitForTimeout(2_000);
      const seen = (await page.screenshot()).toString('base64');
      const asked = { seen, kept, tiles: TILES, apartMax: APART_MAX };
      const { share, small } = await bench.evaluate(compare, asked);
      if (!isKept) {
        await mkdir(FOLDER, { recursive: true });
        await writeFile(file, Buffer.from(small, 'base64'));
      }
      return share;
    },
    close: () => bench.context().close(),
  };
}
