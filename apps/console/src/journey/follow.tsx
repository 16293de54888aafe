import { Switch } from '@mantine/core';
import { useReducedMotion, useWindowEvent } from '@mantine/hooks';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { Journey } from '../api';

/** Keeps the newest step in sight while the journey moves, until the reader scrolls to something else. */
export function Follow({ journey: { state, steps } }: { journey: Journey }): ReactElement | null {
  const [on, setOn] = useState(true);
  const calm = useReducedMotion();
  useWindowEvent('wheel', () => setOn(false));
  useWindowEvent('touchmove', () => setOn(false));
  const before = useRef(steps.length);
  useEffect(() => {
    if (steps.length === before.current) return;
    before.current = steps.length;
    if (!on) return;
    const newest = [...document.querySelectorAll('[data-cell]:not([data-cell^="expected"])')].at(-1);
    newest?.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' });
  }, [on, calm, steps.length]);
  if (state === 'settled') return null;
  return (
    <Switch label="Follow the newest step" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} size="sm" />
  );
}
