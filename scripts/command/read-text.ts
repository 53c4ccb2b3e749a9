import { readFile } from 'node:fs/promises';
import { type FeatureFile, readGeoJson } from '../../server/domain/reading/geojson.ts';
import { readJson } from '../../server/domain/reading/json.ts';
import { at } from '../../server/domain/reading/problem.ts';
import { type DecodedText, decodeText } from '../../server/domain/reading/text.ts';

/** A file's text, strictly decoded. @throws ReadingError naming the file and the byte. */
export async function readText(file: string): Promise<DecodedText> {
  const bytes = await readFile(file);
  return at(file, () => decodeText(bytes));
}

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
