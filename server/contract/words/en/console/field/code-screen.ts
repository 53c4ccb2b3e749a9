/** A screen that stands at a checkpoint and shows its code of the day. */
export const codeScreen = {
  title: 'Code on a screen',
  open: 'On a screen',
  hint: 'Open this address once on a tablet or monitor that stands at the place: it then shows the code of the day, changes at midnight, and asks for nobody’s password. The address is kept there and leaves the address bar; give it to nobody else, since it gives every day’s code. Renewing the codes ends it.',
  noToken:
    'This screen was not opened for a checkpoint yet: in Settings, Codes of checkpoints, each has an address for it.',
  says: 'Scan it in the officer’s app (Scan a checkpoint), or type these characters there.',
  cut: 'Server not heard since {{since}}; codes are here until {{last}}',
  tooLong:
    'The server was not heard for too long: codes were here until {{last}}. Look at the network; the code comes back by itself.',
};
