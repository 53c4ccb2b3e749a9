import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, canInstall } from './apt.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium to test the console with, or what is missing and how to get it. */
export async function findChromium() {
  const found = search();
  if (found) return { path: found };
  if (canInstall() && aptInstall('chromium', 'fonts-noto-cjk')) {
    const installed = search();
    if (installed) return { path: installed };
  }
  return {
    missing:
      'browser tests: no Chromium found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  };
}

function search() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}
