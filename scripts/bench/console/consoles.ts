import { io } from 'socket.io-client';
import { decodeFleet } from '../../../server/contract/console/fleet.ts';

// Consoles in a process of their own: they read the fleet, count what comes and how old it is, and say so when asked.

const [url, count, cookie] = process.argv.slice(2);
let [bytes, largest, whole] = [0, 0, 0];
let latenciesMs: number[] = [];

const RETRY_MS = 1_000;

function open(): void {
  const socket = io(`${url}/console`, {
    ...{ transports: ['websocket'], forceNew: true },
    ...(cookie && { extraHeaders: { cookie } }),
  });
  socket.on('frame', (_: object, ack: () => void) => ack());
  socket.on('connect_error', () => {
    // Refused for now; a lost connection comes back by itself.
    if (!socket.active) setTimeout(() => socket.connect(), RETRY_MS);
  });
  socket.on('connect', () =>
    socket.emit('fleet:view', { held: null, lng: 114.4, lat: 34.4 }, () => {}),
  );
  let isWhole = false;
  socket.on('fleet', (sent: Uint8Array, ack: () => void) => {
    bytes += sent.byteLength;
    largest = Math.max(largest, sent.byteLength);
    const frame = decodeFleet(sent);
    // One officer of a frame in the middle stands for it.
    const seen = frame.seenMs[frame.seenMs.length >> 1];
    if (seen !== undefined && !frame.begins) latenciesMs.push(Date.now() - (frame.at + seen));
    if (frame.isWhole && !isWhole) {
      isWhole = true;
      if (++whole === Number(count)) process.send!('ready');
    }
    ack();
  });
}
process.on('message', (message) => {
  if (message === 'open') {
    for (let k = 0; k < Number(count); k++) open();
    return;
  }
  process.send!({ bytes, largest, latenciesMs });
  [bytes, largest, latenciesMs] = [0, 0, []];
});
