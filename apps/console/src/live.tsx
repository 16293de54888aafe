import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactElement, type ReactNode, use, useEffect, useState } from 'react';
import { isProblem } from './api';
import { type Session, useSession } from './session';

export type Liveness = 'connecting' | 'live' | 'reconnecting';

const LivenessContext = createContext<Liveness>('connecting');

/** Listens to the hospital's stream; a hint makes the page ask again for what it shows. */
export function LiveProvider({ children }: { children: ReactNode }): ReactElement {
  const session = useSession();
  const queries = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  useEffect(() => listen(session, queries, setLiveness), [session, queries]);
  return <LivenessContext value={liveness}>{children}</LivenessContext>;
}

export const useLiveness = (): Liveness => use(LivenessContext);

/** Many hints come together; one question answers them all. */
const GATHER_MS = 750;

function listen({ api, expired }: Session, queries: QueryClient, tell: (liveness: Liveness) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let seen = '';
  let over = false;

  const refresh = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void queries.invalidateQueries({ queryKey: ['live'] });
    }, GATHER_MS);
  };
  const again = () => {
    source?.close();
    if (over) return;
    if (failures > 0) tell('reconnecting');
    timer = setTimeout(() => void connect(), pause(failures++));
  };
  const connect = async () => {
    const ticket = await api.streamTicket().catch((error: unknown) => {
      if (isProblem(error, 401)) expired();
      return undefined;
    });
    if (over) return;
    if (!ticket) return again();
    const asked = new URLSearchParams({ topics: 'journeys', ticket, ...(seen ? { lastEventId: seen } : {}) });
    source = new EventSource(`/v1/stream?${asked.toString()}`);
    source.addEventListener('open', () => {
      // What happened while nobody listened has left no hint.
      if (failures > 0) refresh();
      failures = 0;
      tell('live');
    });
    const changed = ({ lastEventId }: MessageEvent) => {
      seen = lastEventId;
      refresh();
    };
    source.addEventListener('hint', changed);
    source.addEventListener('reset', changed);
    // A ticket opens one stream, so the browser's own second try would be refused.
    source.addEventListener('error', again);
  };
  void connect();
  return () => {
    over = true;
    clearTimeout(timer);
    clearTimeout(gathering);
    source?.close();
  };
}

/** At once, then 500 ms doubling up to 5 s, never quite the same for two pages. */
const pause = (failures: number): number =>
  failures === 0 ? 0 : Math.min(250 * 2 ** failures, 5_000) * (0.75 + Math.random() / 2);
