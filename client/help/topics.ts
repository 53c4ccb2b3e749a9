export const TOPICS = [
  'verdicts',
  'measures',
  'signals',
  'marks',
  'datum',
  'privacy',
  'analysis',
  'alerts',
  'warnings',
  'metrics',
  'phones',
  'webhooks',
] as const;
export type Topic = (typeof TOPICS)[number];

export const topicOf = (text: string | undefined): Topic =>
  TOPICS.find((topic) => topic === text) ?? 'verdicts';
