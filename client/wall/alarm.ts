/** Two tones, three times: heard across a room, and not taken for a telephone. Hz. */
const TONES = [880, 660] as const;
const TONE_S = 0.28;
const TIMES = 3;

/** The alarm of a wall: a sound, and a notice of the desktop. Browsers let neither be before the page was touched once, unless they are told to. */
export function createAlarm() {
  const audio = new AudioContext();

  const sound = (): void => {
    if (audio.state !== 'running') return;
    for (let i = 0; i < TONES.length * TIMES; i++) {
      const from = audio.currentTime + i * TONE_S;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.type = 'square';
      tone.frequency.value = TONES[i % TONES.length]!;
      volume.gain.setValueAtTime(0.35, from);
      volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_S);
      tone.connect(volume).connect(audio.destination);
      tone.start(from);
      tone.stop(from + TONE_S);
    }
  };
  const notify = (title: string, body: string, tag: string): void => {
    if (window.Notification?.permission !== 'granted') return;
    try {
      new Notification(title, { body, tag, requireInteraction: true });
    } catch {
      // Android knows no notices of a page: the wall itself shows what is new.
    }
  };
  return {
    /** Whether the browser waits for a touch before it lets it be heard, or shown beside other windows. */
    isMute: () => audio.state !== 'running' || window.Notification?.permission === 'default',
    /** Calls back when that may be another: sound that is allowed starts a moment later, and stops where the machine slept. */
    onChange: (listener: () => void) => audio.addEventListener('statechange', listener),
    /** To be called as the page is touched. */
    allow: async (): Promise<void> => {
      await audio.resume();
      if (window.Notification?.permission === 'default') await Notification.requestPermission();
    },
    sound,
    notify,
    close: () => void audio.close(),
  };
}
