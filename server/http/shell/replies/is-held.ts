import type { FastifyRequest } from 'fastify';

/** Whether whoever asks has what a tag stands for already: tags are compared weakly, and `*` is any (RFC 9110, 13.1.2). */
export function isHeld({ headers }: FastifyRequest, tag: string): boolean {
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  const held = headers['if-none-match']?.split(',').map(opaque) ?? [];
  return held.includes('*') || held.includes(opaque(tag));
}
