export const TOPICS = [
  'verdicts',
  'measures',
  'signals',
  'marks',
  'datum',
  'set-up',
  'privacy',
  'accounts',
  'keyboard',
  'analysis',
  'alerts',
  'warnings',
  'cases',
  'metrics',
  'handheld',
  'phones',
  'webhooks',
  'asvs',
] as const;
export type Topic = (typeof TOPICS)[number];

/** How to set up the apps, with the values of a handheld. */
export const helpFor = (code: string): string =>
  `/help/phones?${new URLSearchParams({ handheld: code })}`;

export const topicOf = (text: string | undefined): Topic =>
  TOPICS.find((topic) => topic === text) ?? 'verdicts';
