import type { RequestError } from '../../api/request.ts';

/**
 * What stands in the way after one more answer, null where that was good: of a phone that was turned away guesses are slowed down, and that it
 * was turned away is still why.
 */
export const standingFailure = (
  before: RequestError | null,
  next: RequestError | null,
): RequestError | null =>
  next?.code === 'too-many-requests' && before?.code === 'wrong-secret' ? before : next;
