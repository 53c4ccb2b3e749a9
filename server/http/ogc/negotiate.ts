import type { FastifyRequest } from 'fastify';
import { ITEM_FORMATS, type ItemFormat, type PageFormat } from '../../contract/ogc/formats.ts';
import { WORDS } from '../../contract/words/index.ts';
import type { Language } from '../../contract/words/languages.ts';
import type { Words } from '../../contract/words/words.ts';

/** Chinese where it stands before English in what a browser wants, English else: programs say nothing. */
export function languageOf({ headers }: FastifyRequest): Language {
  const [zh, en] = ['zh', 'en'].map((tag) => headers['accept-language']?.search(tag) ?? -1);
  return zh! >= 0 && (en! < 0 || zh! < en!) ? 'zh' : 'en';
}

export const wordsFor = (request: FastifyRequest): Words['answers']['ogc'] =>
  WORDS[languageOf(request)].answers.ogc;

/** What `f` says, else the first type of `accept` that is known; a browser gets HTML. */
export function formatOf(request: FastifyRequest, told: ItemFormat | undefined): ItemFormat {
  if (told) return told;
  const accepted = request.headers.accept ?? '';
  const known = Object.entries(ITEM_FORMATS)
    .map(([format, { type }]) => [format, accepted.indexOf(type)] as const)
    .filter(([, at]) => at >= 0)
    .sort(([, a], [, b]) => a - b);
  return (known[0]?.[0] as ItemFormat | undefined) ?? 'json';
}

export const pageFormatOf = (request: FastifyRequest, told: PageFormat | undefined): PageFormat =>
  formatOf(request, told) === 'html' ? 'html' : 'json';

/** Where a request came to, without its query. */
export const rootOf = ({ host, protocol }: FastifyRequest): string => `${protocol}://${host}/ogc`;

/** The address of a request with other values of its query. */
export function withQuery(request: FastifyRequest, values: Record<string, string>): string {
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  // A cursor says already where the page begins.
  const kept = [...url.searchParams].filter(([name]) => !('cursor' in values && name === 'offset'));
  url.search = new URLSearchParams({ ...Object.fromEntries(kept), ...values }).toString();
  return url.href;
}
