import type { FastifyReply, FastifyRequest } from 'fastify';
import { escaped } from '../../domain/escaped.ts';

const XML = /^(\/api\/v1\/open311\/v2\/[^?]+)\.xml(?=\?|$)/;
export const XML_TYPE = 'text/xml; charset=utf-8';

/** GeoReport v2 wants XML of every server: an address that ends in .xml is the one that ends in .json, answered as XML. */
export const addressInJson = (address: string): string => address.replace(XML, '$1.json');

export const asksXml = ({ originalUrl }: Pick<FastifyRequest, 'originalUrl'>): boolean =>
  XML.test(originalUrl);

/** Has whatever is answered, errors too, written as XML. */
export const answerInXml = ({ originalUrl }: FastifyRequest, reply: FastifyReply) =>
  reply
    .type(XML_TYPE)
    .serializer((answer: unknown) => writeXml(answer, namesOf(originalUrl, reply.statusCode)));

/** What a list and its items, or one thing, are called: by the status and the address. */
function namesOf(address: string, status: number): [whole: string, item: string] {
  if (status >= 400) return ['errors', 'error'];
  if (/\/services\.xml/.test(address)) return ['services', 'service'];
  return /\/services\//.test(address)
    ? ['service_definition', 'attribute']
    : ['service_requests', 'request'];
}

/** Lists and records as elements; what is not known is an empty one. */
export function writeXml(answer: unknown, [whole, item]: readonly [string, string]): string {
  const element = (name: string, value: unknown): string =>
    `<${name}>${Array.isArray(value) ? value.map((one) => element(item, one)).join('') : isRecord(value) ? fields(value) : escaped(value)}</${name}>`;
  const fields = (value: object): string =>
    Object.entries(value)
      .map(([name, each]) => element(name, each))
      .join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(whole, answer)}\n`;
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
