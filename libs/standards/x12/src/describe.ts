import { type ReadGroup, readInterchanges, type ReadInterchange } from './interchanges';
import { type Delimiters, part, type Segment } from './tokens';
import { understandSet } from './understand';
import type { Node } from './walk';

/**
 * A file as people read it: one segment a line, indented by envelope and, in the transaction sets that we know, by loop with the
 * loop's name. Holds what the file holds: not for logs.
 */
export function describe(text: string): string {
  return readInterchanges(text)
    .flatMap(interchangeLines)
    .map((line) => `${line}\n`)
    .join('');
}

function interchangeLines(interchange: ReadInterchange): string[] {
  const { header, delimiters, acknowledgments, groups, faults } = interchange;
  return [
    ...(header ? [lineOf(header)] : []),
    ...faults.map(({ code, text }) => `! ${code} ${text}`),
    ...acknowledgments.map((segment) => indented(1, lineOf(segment))),
    ...(delimiters ? groups.flatMap((group) => groupLines(group, delimiters)) : []),
  ];
}

function groupLines(group: ReadGroup, delimiters: Delimiters): string[] {
  const lines = [indented(1, lineOf(group.header)), ...group.faults.map(({ code, text }) => indented(1, `! ${code} ${text}`))];
  for (const set of group.transactions) {
    const { root, faults } = understandSet(set, delimiters);
    if (root) addNode(lines, root, 2);
    else for (const segment of set.segments) lines.push(indented(2, lineOf(segment)));
    for (const { segment, position, code, text } of faults) lines.push(indented(2, `! ${segment}@${position} ${code} ${text}`));
  }
  return lines;
}

function addNode(lines: string[], { loop, items }: Node, depth: number): void {
  lines.push(indented(depth, `${loop.id} ${loop.name}`));
  for (const item of items) {
    if ('loop' in item) addNode(lines, item, depth + 1);
    else lines.push(indented(depth + 1, lineOf(item)));
  }
}

const indented = (depth: number, line: string) => '  '.repeat(depth) + line;

/** Control characters would play with the terminal. */
const lineOf = (segment: Segment): string => {
  const number = segment.position > 0 ? `${segment.position}: ` : '';
  return number + [part(segment, 0), ...segment.elements.slice(1)].join('*').replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
};
