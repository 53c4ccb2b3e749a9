/** The fields of a sentence after its address, and the sentence's type without who talks: RMC of GPRMC, GNRMC, BDRMC. */
export interface Sentence {
  type: string;
  fields: string[];
}

/** Why a line is no sentence. */
export type Defect = 'no-sentence' | 'wrong-checksum';

/**
 * Reads a line of NMEA 0183, `$ttsss,field,...*hh`; what loggers write in front of it is passed over. hh is the XOR of what stands between
 * `$` and `*`; a line without it is taken. A text says why it is none.
 */
export function readSentence(line: string): Sentence | Defect {
  const match = /\$([A-Z]{2})([A-Z]{3}),([^*$]*)(?:\*([0-9A-F]{2}))?\s*$/i.exec(line);
  if (!match) return 'no-sentence';
  const [, talker, type, fields, told] = match as unknown as [
    string,
    string,
    string,
    string,
    string?,
  ];
  let sum = 0;
  for (const character of `${talker}${type},${fields}`) sum ^= character.charCodeAt(0);
  if (told !== undefined && Number.parseInt(told, 16) !== sum) return 'wrong-checksum';
  return { type: type.toUpperCase(), fields: fields.split(',') };
}
