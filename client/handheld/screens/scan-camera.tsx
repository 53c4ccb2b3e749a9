import { useEffect, useRef, useState } from 'react';
import { useHandheldWords } from '../use-handheld-words.ts';

/** Between two looks at the picture, ms. */
const LOOK_MS = 250;
/** A picture is read at this width at most, px: enough for a code that fills a third of it. */
const WIDTH_MAX = 640;

type Read = (video: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}

/** The phone's own reader of QR codes where it has one, else one that comes along. */
async function openReader(): Promise<Read> {
  const own = (globalThis as { BarcodeDetector?: new (asked: { formats: string[] }) => Detector })
    .BarcodeDetector;
  if (own) {
    const detector = new own({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDTH_MAX / video.videoWidth);
    const [width, height] = [video.videoWidth, video.videoHeight].map((px) =>
      Math.round(px * scale),
    ) as [number, number];
    Object.assign(canvas, { width, height });
    context?.drawImage(video, 0, 0, width, height);
    const picture = context?.getImageData(0, 0, width, height);
    try {
      return picture ? decodeQR(picture) : null;
    } catch {
      // No code in this picture.
      return null;
    }
  };
}

/** What the camera sees, and the text of every code in it. */
export default function ScanCamera({ onText }: { onText: (text: string) => void }) {
  const { t } = useHandheldWords();
  const shown = useRef<HTMLVideoElement>(null);
  const told = useRef(onText);
  told.current = onText;
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function watch(): Promise<void> {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const video = shown.current;
      if (isOver || !video) return stop();
      video.srcObject = stream;
      await video.play();
      const read = await openReader();
      const look = async () => {
        const text = video.videoWidth > 0 ? await read(video).catch(() => null) : null;
        if (isOver) return;
        if (text) told.current(text);
        timer = setTimeout(() => void look(), LOOK_MS);
      };
      void look();
    }
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    watch().catch(() => {
      stop();
      setFailed(!isOver);
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, []);

  if (hasFailed) return <p className="faint">{t('scan.noCamera')}</p>;
  return <video ref={shown} className="camera" muted playsInline aria-label={t('scan.camera')} />;
}
