import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, canInstall } from './apt.mjs';

/** A program of a Debian package to test against, or what is missing and how to get it. */
export async function findDaemon(name, { of, debian }) {
  const found = search(name);
  if (found) return { path: found };
  const installed = canInstall() && aptInstall(debian) && search(name);
  return installed
    ? { path: installed }
    : { missing: `${of}: no ${name} found. Install one (Debian: apt-get install ${debian}).` };
}

/** Debian puts it where only root's path leads. */
const search = (name) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, name))
    .find(existsSync);
