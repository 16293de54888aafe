import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactElement, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { type Api, apiWith, type Credentials, isProblem } from './api';

interface Held {
  readonly token: string;
  readonly tenant: string;
  readonly username: string;
}

export interface Session {
  readonly api: Api;
  readonly tenant: string;
  readonly username: string;
  /** For what does not go through the client. */
  readonly token: () => string | undefined;
  readonly leave: () => void;
  /** The server knows the token no longer. */
  readonly expired: () => void;
}

interface Door {
  readonly session?: Session;
  /** Somebody was logged in until a moment ago. */
  readonly ended?: Pick<Held, 'tenant' | 'username'>;
  readonly enter: (credentials: Credentials) => Promise<void>;
}

const KEPT = 'orderly.session';
const DoorContext = createContext<Door | undefined>(undefined);

/** Keeps the token for as long as the tab lives. The place (after `#`) stays in the address, so a new log-in leads back to it. */
export function SessionProvider({ children }: { children: ReactNode }): ReactElement {
  const [held, setHeld] = useState<Held | undefined>(kept);
  const [ended, setEnded] = useState<Held | undefined>();
  const queries = useQueryClient();

  useEffect(() => {
    if (held) sessionStorage.setItem(KEPT, JSON.stringify(held));
    else sessionStorage.removeItem(KEPT);
  }, [held]);

  const door = useMemo<Door>(() => {
    const expired = () => {
      setEnded(held);
      setHeld(undefined);
    };
    const leave = () => {
      queries.clear();
      setEnded(undefined);
      setHeld(undefined);
    };
    const enter = async ({ tenant, username, password }: Credentials) => {
      const { accessToken } = await apiWith(() => undefined).logIn({ tenant, username, password });
      // What another hospital or person was shown must not be seen now.
      queries.clear();
      setEnded(undefined);
      setHeld({ token: accessToken, tenant, username });
    };
    if (!held) return { ended, enter };
    const token = () => held.token;
    return { session: { api: apiWith(token), tenant: held.tenant, username: held.username, token, leave, expired }, enter };
  }, [held, ended, queries]);

  useEffect(() => {
    const expired = door.session?.expired;
    if (!expired) return;
    return queries.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && isProblem(query.state.error, 401)) expired();
    });
  }, [door, queries]);

  return <DoorContext value={door}>{children}</DoorContext>;
}

function kept(): Held | undefined {
  try {
    const held = JSON.parse(sessionStorage.getItem(KEPT) ?? '') as Held;
    return held.token ? held : undefined;
  } catch {
    return undefined;
  }
}

export function useDoor(): Door {
  const door = use(DoorContext);
  if (!door) throw new Error('no session provider above');
  return door;
}

export function useSession(): Session {
  const { session } = useDoor();
  if (!session) throw new Error('nobody is logged in');
  return session;
}
