import { Center, Loader } from '@mantine/core';
import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { LiveProvider } from './live';
import { LogIn } from './log-in';
import { usePlace } from './place';
import { useDoor } from './session';
import { Shell } from './shell';
import { Trouble } from './trouble';

const list = () => import('./journeys');
const one = () => import('./journey/journey-page');
const Journeys = lazy(() => list().then(({ Journeys }) => ({ default: Journeys })));
const JourneyPage = lazy(() => one().then(({ JourneyPage }) => ({ default: JourneyPage })));

export function App(): ReactElement {
  const { session } = useDoor();
  const place = usePlace();
  useEffect(() => {
    // Whoever is logged in will want both, perhaps when the server is away.
    if (session) void Promise.allSettled([list(), one()]);
  }, [session]);
  if (!session) return <LogIn />;
  return (
    <LiveProvider>
      <Shell>
        <Trouble key={place.page === 'journey' ? place.id : place.page}>
          <Suspense fallback={<Loading />}>
            {place.page === 'journey' ? (
              <JourneyPage key={place.id} id={place.id} />
            ) : (
              <Journeys key={place.state} state={place.state} />
            )}
          </Suspense>
        </Trouble>
      </Shell>
    </LiveProvider>
  );
}

const Loading = () => (
  <Center mih={240}>
    <Loader aria-label="Loading" />
  </Center>
);
