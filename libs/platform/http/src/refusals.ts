import { refusals } from '@orderly/kernel';

/** What is refused before a command or query comes into being. */
export const httpRefuses = refusals('orderly', {
  'malformed-json': [
    400,
    'The body is not a JSON object.',
    'Send one JSON object in UTF-8, without the keys `__proto__` and `constructor`.',
  ],
  'malformed-header': [400, 'A header does not have the right form.', 'Compare the header named in `header` with the API page.'],
  'malformed-request': [
    400,
    'This is not a request that we understand.',
    'Check the URL and the headers; percent signs in a URL need two digits.',
  ],
  'no-such-route': [404, 'There is no such route.', 'Compare method and path with the API page at /docs.'],
  'unsupported-media-type': [415, 'Bodies are JSON.', 'Send the header `Content-Type: application/json`.'],
  'too-many-streams': [429, 'One user holds too many streams open.', 'Close one of them; one stream takes up to 50 topics.'],
  'too-many-requests': [429, 'Too many requests.', 'Wait for `Retry-After` seconds, then send the request again.'],
});
