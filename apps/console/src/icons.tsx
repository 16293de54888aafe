import { rem } from '@mantine/core';
import type { ReactElement } from 'react';

/** Strokes on a field of 24 by 24. */
const drawings = {
  done: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 12.2l2.4 2.4 4.8-5',
  waiting: 'M7 3.5h10M7 20.5h10M8 3.5v3.2c0 2.3 4 3.3 4 5.3s-4 3-4 5.3v3.2M16 3.5v3.2c0 2.3-4 3.3-4 5.3s4 3 4 5.3v3.2',
  moving: 'M4 12h13M12.5 7l5 5-5 5',
  stuck: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1',
  effect: 'M13 3 5 14h6l-1 7 8-11h-6z',
  money: 'M3.5 6.5h17v11h-17zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M6.5 9.5v.1M17.5 14.5v.1',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5',
  screen: 'M3.5 5h17v11.5h-17zM9 20h6M12 16.5V20',
  leave: 'M14 4.5H6.5v15H14M10.5 12H20M16.5 8.5 20 12l-3.5 3.5',
  encounters: 'M12 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M5 20c.5-4 3.2-6 7-6s6.5 2 7 6',
  orders: 'M8 5.5H6v15h12v-15h-2M9 3.5h6v4H9zM9 12h6M9 16h4',
  laboratory: 'M10 3.5v6L4.8 18.3a1.5 1.5 0 0 0 1.3 2.2h11.8a1.5 1.5 0 0 0 1.3-2.2L14 9.5v-6M8.5 3.5h7M7.5 14.5h9',
  billing: 'M6 3.5v17l2.4-1.6 2.4 1.6 2.4-1.6 2.4 1.6 2.4-1.6v-15.3zM9 9h6M9 13h6',
  chart: 'M4 4v16h16M7.5 14.5l3-4 3 2.5 4.5-6',
  part: 'M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z',
  place: 'M12 5v14M5 12h14',
  broker: 'M4 7.5h16M4 12h10M4 16.5h6M16 14l5 5M21 14l-5 5',
  hang: 'M8 5v14M16 5v14',
  twice: 'M8 8h11.5v11.5H8zM16 8V4.5H4.5V16H8',
  garbage: 'M4.5 6.5h15M9.5 6.5v-3h5v3M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6',
  kill: 'M12 3.5v8M6.8 6.5a8 8 0 1 0 10.4 0',
  panel: 'M9 3.5h6M10 3.5v5.5L5 18.5a1.4 1.4 0 0 0 1.2 2h11.6a1.4 1.4 0 0 0 1.2-2L14 9V3.5M9 14.5v.1M13 17v.1',
  history: 'M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4M12 8v4.5l3 2',
} as const;

export type Drawing = keyof typeof drawings;

/** A picture beside words; it says nothing on its own. */
export function Icon({ of, size = 18 }: { of: Drawing; size?: number }): ReactElement {
  return (
    <svg
      aria-hidden
      width={rem(size)}
      height={rem(size)}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flexShrink: 0, display: 'block' }}
    >
      <path d={drawings[of]} />
    </svg>
  );
}

/** The circle of a step that is still to come. */
export const Expected = ({ size = 18 }: { size?: number }): ReactElement => (
  <svg aria-hidden width={rem(size)} height={rem(size)} viewBox="0 0 24 24" style={{ flexShrink: 0, display: 'block' }}>
    <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth={1.9} strokeDasharray="3 3.3" />
  </svg>
);
