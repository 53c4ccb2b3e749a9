/** The entry this page was loaded by; its name changes with whatever the build holds. Unbuilt, there is no other. */
const entry = document.querySelector<HTMLScriptElement>('script[type=module][src]');

/** Whether the server still sends the console this page is of; so too while it cannot be asked. */
export async function isServedStill(): Promise<boolean> {
  const path = entry?.getAttribute('src');
  if (!path) return true;
  const reply = await fetch('/', { cache: 'no-store' }).catch(() => null);
  return !reply?.ok || (await reply.text()).includes(path);
}
