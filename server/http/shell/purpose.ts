import type { FastifyRequest } from 'fastify';
import { PURPOSE } from '../../contract/access/purpose.ts';
import { requireSound } from '../../domain/reading/texts/sound-text.ts';
import { Refusal } from '../../errors.ts';

/** What a request says its look is for; null where it says nothing. Throws `invalid`. */
export function purposeOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const told = headers[PURPOSE.header];
  if (typeof told !== 'string' || told.trim() === '') return null;
  const text = decoded(told).trim();
  if (text.length < PURPOSE.min || text.length > PURPOSE.max)
    throw Refusal.of('invalid', 'purpose-length', { least: PURPOSE.min, most: PURPOSE.max });
  requireSound(text);
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw Refusal.of('invalid', 'purpose-encoding', { header: PURPOSE.header });
  }
}
