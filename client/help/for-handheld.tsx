import { QRCode } from 'antd';
import type { Handheld } from '../../server/contract/people/people.ts';
import { useWords } from '../i18n/use-words.ts';
import type { HandedOut } from '../settings/handhelds/api.ts';
import { setUpCode } from '../settings/handhelds/set-up-code.ts';

const CODE_PX = 200;

/** Says whose values the page shows, with the code its app reads where it was just connected. */
export const ForHandheld = ({
  handheld,
  handedOut,
}: {
  handheld: Handheld;
  handedOut: HandedOut | undefined;
}) => {
  const { t } = useWords();
  const { address, binding, sharedKey } = handedOut ?? {};
  const code =
    address && binding ? setUpCode(binding, { address, handheld: handheld.code, sharedKey }) : null;
  return (
    <section data-testid="help-for">
      <h2>{t('help.forHandheld', { code: handheld.code })}</h2>
      <p>{t(address ? 'help.forConnected' : 'help.forKnown')}</p>
      {code && (
        // The text below says the same.
        <div aria-hidden>
          <QRCode type="svg" value={code} size={CODE_PX} errorLevel="L" />
        </div>
      )}
    </section>
  );
};
