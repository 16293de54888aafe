import { useHash } from '@mantine/hooks';

export type Place = { page: 'journeys'; state?: string } | { page: 'journey'; id: string };

export const hrefOf = (place: Place): string => {
  if (place.page === 'journey') return `#/journeys/${encodeURIComponent(place.id)}`;
  return place.state ? `#/journeys?state=${encodeURIComponent(place.state)}` : '#/journeys';
};

export const goTo = (place: Place): void => {
  window.location.hash = hrefOf(place);
};

/** Where the reader is, behind the `#`: it survives a new log-in, and the server never sees it. */
export function usePlace(): Place {
  const [hash] = useHash({ getInitialValueInEffect: false });
  return placeOf(hash);
}

export function placeOf(hash: string): Place {
  const [path = '', search] = hash.replace(/^#/, '').split('?');
  const [, id] = /^\/journeys\/([^/]+)$/.exec(path) ?? [];
  if (id) return { page: 'journey', id: decoded(id) };
  return { page: 'journeys', state: new URLSearchParams(search).get('state') ?? undefined };
}

/** An address that somebody typed may be no encoding at all. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
