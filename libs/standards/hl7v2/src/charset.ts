/** Table 0211. Without MSH-18 the standard says ASCII; UTF-8 holds that. WHATWG reads `iso-8859-1` as Windows-1252, which is meant more often. */
const CHARSETS: Record<string, string> = {
  '': 'utf-8',
  ASCII: 'utf-8',
  'UNICODE UTF-8': 'utf-8',
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  'UNICODE UTF-16': 'utf-16le',
};
const LATIN = /^(?:ISO[ -]?)?8859[/-](\d{1,2})$/;
const ISO_PARTS = new Set([1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16]);
/** MSH ends long before; a longer first line is no header. */
const HEADER_BYTES = 4_096;

/**
 * The text of a message in the charset that MSH-18 (table 0211) names, UTF-8 when it names none or one that we do not know. A byte
 * order mark wins and is removed. Bytes that are no characters become U+FFFD, which `readResultMessage` refuses where it matters.
 */
export function decodeMessage(bytes: Buffer): string {
  return new TextDecoder(markedAs(bytes) ?? charsetOf(bytes.subarray(0, HEADER_BYTES).toString('latin1'))).decode(bytes);
}

function markedAs(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return undefined;
}

function charsetOf(head: string): string {
  const start = head.indexOf('MSH');
  const separator = head.charAt(start + 3);
  if (start < 0 || separator === '') return 'utf-8';
  const [line = ''] = head.slice(start).split(/[\r\n]/, 1);
  // MSH-1 is the separator itself: MSH-18 is the 17th part after the name.
  const [name = ''] = (line.split(separator)[17] ?? '').split('~', 1);
  const known = CHARSETS[name.trim().toUpperCase()];
  const part = Number(LATIN.exec(name.trim().toUpperCase())?.[1]);
  return known ?? (ISO_PARTS.has(part) ? `iso-8859-${part}` : 'utf-8');
}
