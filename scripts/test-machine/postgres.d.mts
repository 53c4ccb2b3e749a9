/** A server's address, or why there is none, and how to give it back. */
export function openPostgres(
  scratch: string,
  options?: { durable?: boolean },
): Promise<{ url?: string; missing?: string; close: () => Promise<void> }>;
