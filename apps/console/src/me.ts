import { useQuery } from '@tanstack/react-query';
import { useSession } from './session';

/** Until it is known, nobody is told that they may not. */
export const useMayReadBills = (): boolean => useMe()?.permissions.includes('billing:read') ?? true;

/** Who is logged in; nothing until the server has said so. */
export function useMe() {
  const { api, tenant, username } = useSession();
  return useQuery({ queryKey: ['me', tenant, username], queryFn: api.me, staleTime: Infinity }).data;
}
