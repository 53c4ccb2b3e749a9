/** A server's address, or why there is none, and how to give it back. */
export function openPostgres(
  scratch: string,
  options?: { durable?: boolean; settings?: Record<string, string> },
): Promise<{
  url?: string;
  missing?: string;
  /** SIGKILL of a cluster of its own, and started again. */
  killAndStart?: () => Promise<void>;
  /** A second cluster that follows it by streaming replication. */
  openReplica?: () => Promise<{ url: string; close: () => Promise<void> }>;
  close: () => Promise<void>;
}>;
