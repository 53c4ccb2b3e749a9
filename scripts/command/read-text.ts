import { readFile } from 'node:fs/promises';
import type { FileNote } from '../../server/contract/file-problem.ts';
import { tellNotesOfFile } from '../../server/contract/tell-file.ts';
import { at } from '../../server/domain/reading/problem.ts';
import { type FeatureFile, readGeoJson } from '../../server/domain/reading/shapes/geojson.ts';
import { readJson } from '../../server/domain/reading/texts/json.ts';
import { type DecodedText, decodeText } from '../../server/domain/reading/texts/text.ts';

/** A file's text, strictly decoded. @throws ReadingError naming the file and the byte. */
export async function readText(file: string): Promise<DecodedText> {
  const bytes = await readFile(file);
  return at(file, () => decodeText(bytes));
}

/** What is to be said of a file or a track, in words, each with its name. */
export const notesOf = (name: string, notes: readonly FileNote[]): string[] =>
  tellNotesOfFile(notes).notes.map((note) => `${name}: ${note}`);

/** The value of a JSON file. @throws ReadingError naming the file. */
export async function readJsonFile(file: string): Promise<unknown> {
  const { text } = await readText(file);
  return at(file, () => readJson(text));
}

/** The features of a GeoJSON file, and what is to be said of its encoding. @throws ReadingError naming the file. */
export async function readFeatureFile(
  file: string,
): Promise<FeatureFile & Pick<DecodedText, 'notes'>> {
  const { text, notes } = await readText(file);
  return at(file, () => ({ ...readGeoJson(text), notes }));
}
