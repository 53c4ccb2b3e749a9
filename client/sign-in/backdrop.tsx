import styles from './page.module.css';

/** A made-up quarter with three rounds walked through it; drawn, so that nothing has to be fetched. */
const BLOCKS = [
  'M-20 120 180 90 205 215 -20 250Z',
  'M200 87 390 60 420 190 225 212Z',
  'M412 57 640 20 660 160 442 187Z',
  'M-20 272 208 236 236 372 -20 420Z',
  'M228 233 424 210 456 350 256 369Z',
  'M446 207 664 180 690 322 478 347Z',
  'M-20 442 240 394 266 540 -20 600Z',
  'M262 391 460 372 490 520 288 537Z',
  'M482 369 694 344 720 492 512 517Z',
  'M-20 622 270 562 296 720 -20 800Z',
  'M292 559 494 542 524 700 318 717Z',
  'M516 539 724 514 750 672 546 697Z',
];
const WALKS = [
  { d: 'M190 88 217 224 434 199 466 360 250 380 217 224', tone: 'completed' },
  { d: 'M277 550 500 530 535 708 307 728 277 550', tone: 'walking' },
  { d: 'M466 360 702 333 675 170', tone: 'incomplete' },
] as const;

export const Backdrop = () => (
  <svg
    className={styles.backdrop}
    viewBox="0 0 720 760"
    preserveAspectRatio="xMidYMid slice"
    aria-hidden="true"
  >
    {BLOCKS.map((d) => (
      <path key={d} d={d} className={styles.block} />
    ))}
    {WALKS.map(({ d, tone }) => (
      <g key={d} stroke={`var(--standing-${tone})`} fill="none">
        <path d={d} strokeWidth="3" strokeLinejoin="round" opacity="0.25" />
        <path
          d={d}
          strokeWidth="3"
          strokeLinejoin="round"
          pathLength="100"
          className={styles.walk}
        />
      </g>
    ))}
  </svg>
);
