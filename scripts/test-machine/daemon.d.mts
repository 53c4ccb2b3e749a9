/** Path of a program of a Debian package, or why there is none. */
export function findDaemon(
  name: string,
  from: { of: string; debian: string },
): Promise<{ path?: string; missing?: string }>;
