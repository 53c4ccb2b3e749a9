/** The nonce the server put into this page for the styles its own scripts make. */
export const NONCE = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;

/**
 * Gives every <style> a script makes the page's nonce. antd takes a nonce for its themes, but its table
 * and its dialogs measure scroll bars with a <style> of their own that no setting reaches, which the
 * security policy would refuse.
 */
export const lendNonce = (): void => {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (NONCE && element instanceof HTMLStyleElement) element.nonce = NONCE;
    return element;
  }) as typeof document.createElement;
};
