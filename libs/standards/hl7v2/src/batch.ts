const STARTS_MESSAGE = /^\ufeff?[\u000b\u001c]*MSH[^A-Za-z0-9\s]/;
const STARTS_OTHER = /^(?:FHS|BHS|BTS|FTS)(?:[^A-Za-z0-9]|$)/;
const FRAMING = /[\u000b\u001c\ufeff]/g;

/**
 * The messages of a file, a batch (chapter 2.10.3: FHS, BHS, BTS, FTS) or a frame, each from its MSH on, segments ended by CR.
 * What precedes the first MSH, batch segments and left-over framing bytes are not part of any; no MSH gives no message.
 */
export function splitBatch(text: string): string[] {
  const messages: string[][] = [];
  let inside = false;
  for (const line of text.split(/[\r\n]+/)) {
    if (STARTS_MESSAGE.test(line)) {
      messages.push([]);
      inside = true;
    } else if (STARTS_OTHER.test(line)) inside = false;
    const clean = line.replace(FRAMING, '');
    if (inside && clean !== '') messages.at(-1)?.push(clean);
  }
  return messages.map((lines) => `${lines.join('\r')}\r`);
}
