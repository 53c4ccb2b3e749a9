import type { FastifyReply, FastifyRequest } from 'fastify';

/** Path of the next page of what was asked for, to be asked for as it stands; null where there is none. */
export function nextPageOf({ url }: FastifyRequest, cursor: string | null): string | null {
  if (cursor === null) return null;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set('cursor', cursor);
  return `${pathname}?${searchParams}`;
}

/** Tells the next page beside a table, as RFC 8288 has it. */
export function linkNextPage(reply: FastifyReply, cursor: string | null): void {
  const path = nextPageOf(reply.request, cursor);
  if (path !== null) reply.header('link', `<${path}>; rel="next"`).header('x-xunji-next', cursor);
}
