export function clientIsStale(root: string): Promise<boolean>;
