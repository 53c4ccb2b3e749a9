import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, canInstall } from './apt.mjs';

/** A Mosquitto to test OwnTracks over MQTT with, or what is missing and how to get it. */
export async function findMosquitto() {
  const found = search();
  if (found) return { path: found };
  const installed = canInstall() && aptInstall('mosquitto') && search();
  return installed
    ? { path: installed }
    : { missing: 'MQTT tests: no broker found. Install one (Debian: apt-get install mosquitto).' };
}

/** Debian puts it where only root's path leads. */
const search = () =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, 'mosquitto'))
    .find(existsSync);
