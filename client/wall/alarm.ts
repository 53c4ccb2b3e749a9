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
    new Notification(title, { body, tag, requireInteraction: true });
  };
  return {
    /** Whether it can be heard, and shown beside other windows. */
    allowed: () => ({
      sound: audio.state === 'running',
      notice: window.Notification?.permission === 'granted',
    }),
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
