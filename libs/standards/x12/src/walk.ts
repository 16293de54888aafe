import { checkElements } from './check-elements';
import { type Loop, type Rule, segmentId, type SegmentRule } from './loop-map';
import type { SyntaxFault } from './model';
import { type Delimiters, MOST_FAULTS, part, type Segment } from './tokens';

/** A loop as it occurs in a file. */
export interface Node {
  loop: Loop;
  items: (Segment | Node)[];
}

/** A fault with the loop in which it was found. */
export type LoopFault = SyntaxFault & { loop: string };

interface Frame {
  node: Node;
  /** How often each part of the loop occurred. */
  counts: number[];
  /** The part that was met last. */
  at: number;
}

export interface Walked {
  root: Node;
  faults: LoopFault[];
}

/**
 * Puts the segments of a transaction set into the loops of its map and notes what does not fit with the codes of IK304 and IK403
 * (005010X231A1, 2.4). Every segment finds a place, an unexpected one in the loop that is open. After 100 faults nothing is checked
 * any more, and what is left stands in the loop that is open.
 */
export function walk(map: Loop, segments: readonly Segment[], delimiters: Delimiters): Walked {
  return new Walk(map, delimiters).run(segments);
}

class Walk {
  private readonly faults: LoopFault[] = [];
  private readonly stack: Frame[];

  constructor(
    private readonly map: Loop,
    private readonly delimiters: Delimiters,
  ) {
    this.stack = [frameOf(map)];
  }

  run(segments: readonly Segment[]): Walked {
    for (const segment of segments) {
      if (this.faults.length < MOST_FAULTS) this.place(segment);
      else this.stack.at(-1)?.node.items.push(segment);
    }
    this.closeTo(0, segments.at(-1));
    const [root] = this.stack;
    if (root) this.checkMissing(root, root.node.loop.parts.length, segments.at(-1));
    return { root: root?.node ?? { loop: this.map, items: [] }, faults: this.faults };
  }

  private place(segment: Segment): void {
    for (let depth = this.stack.length - 1; depth >= 0; depth--) {
      const frame = this.stack[depth] as Frame;
      const index = this.find(frame, segment);
      if (index === -1) continue;
      this.closeTo(depth, segment);
      return this.enter(frame, index, segment);
    }
    this.misplaced(segment);
  }

  private find({ node: { loop }, at }: Frame, segment: Segment): number {
    for (let index = loop.runs[at] ?? at; index < loop.parts.length; index++) {
      if (this.fits(loop.parts[index] as Rule, segment)) return index;
    }
    return -1;
  }

  private fits(rule: Rule, segment: Segment): boolean {
    const own = rule.kind === 'loop' ? rule.first : rule;
    return own.id === segment.id && own.elements.every((e) => !e.tells || e.codes?.has(this.value(segment, e)) !== false);
  }

  private value(segment: Segment, rule: { element: number; component?: number }): string {
    return part(segment, rule.element, rule.component, this.delimiters);
  }

  private enter(frame: Frame, index: number, segment: Segment): void {
    const { loop } = frame.node;
    const rule = loop.parts[index] as Rule;
    const run = loop.runs[index] ?? index;
    if ((loop.runs[frame.at] ?? 0) < run) this.checkMissing(frame, run, segment);
    frame.at = index;
    const count = (frame.counts[index] ?? 0) + 1;
    frame.counts[index] = count;
    if (count > rule.max) this.tooMany(rule, segment, loop);
    if (rule.kind === 'segment') return this.accept(frame.node, rule, segment);
    const child = frameOf(rule);
    child.counts[0] = 1;
    child.at = 1;
    frame.node.items.push(child.node);
    this.stack.push(child);
    this.accept(child.node, rule.first, segment);
  }

  private accept(node: Node, rule: SegmentRule, segment: Segment): void {
    node.items.push(segment);
    for (const fault of checkElements(rule, segment, this.delimiters)) this.note({ ...fault, loop: node.loop.id });
  }

  private tooMany(rule: Rule, segment: Segment, loop: Loop): void {
    const [code, what] = rule.kind === 'loop' ? ['4', `Loop ${rule.id}`] : ['5', `${rule.name} (${rule.id})`];
    this.report(segment, loop, code, `${what} occurs more than ${rule.max} times.`);
  }

  /** Leaves the loops that are open below this depth. */
  private closeTo(depth: number, segment?: Segment): void {
    while (this.stack.length > depth + 1) {
      const frame = this.stack.pop() as Frame;
      this.checkMissing(frame, frame.node.loop.parts.length, segment);
    }
  }

  private checkMissing(frame: Frame, before: number, segment?: Segment): void {
    const { loop } = frame.node;
    for (let index = loop.runs[frame.at] ?? 0; index < before; index++) {
      const rule = loop.parts[index] as Rule;
      if (!rule.required || frame.counts[index]) continue;
      const text = `Required ${rule.kind === 'loop' ? `loop ${rule.id}` : 'segment'} is missing: ${rule.name}.`;
      this.note({ segment: segmentId(rule), position: segment?.position ?? 1, code: '3', text, loop: loop.id });
    }
  }

  private misplaced(segment: Segment): void {
    const frame = this.stack.at(-1) as Frame;
    const { loop, ...node } = frame.node;
    const sibling = loop.parts.find((rule) => rule.kind === 'segment' && rule.id === segment.id) as SegmentRule | undefined;
    if (sibling && loop.parts.indexOf(sibling) >= (loop.runs[frame.at] ?? 0)) return this.accept(frame.node, sibling, segment);
    node.items.push(segment);
    if (!/^[A-Z][A-Z0-9]{1,2}$/.test(segment.id)) return this.report(segment, loop, '1', 'This is not the id of a segment.');
    if (this.stack.some((open) => open.node.loop.parts.some((rule) => this.fits(rule, segment)))) {
      return this.report(segment, loop, '7', `Segment is not in its place in or after loop ${loop.id}.`);
    }
    const [code, what] = idsOf(this.map).has(segment.id)
      ? ['2', `is not expected in loop ${loop.id}`]
      : ['6', 'is not in this guide'];
    this.report(segment, loop, code, `Segment ${what}.`);
  }

  private report({ id, position }: Segment, loop: Loop, code: string, text: string): void {
    this.note({ segment: id.slice(0, 3), position, code, text, loop: loop.id });
  }

  private note(fault: LoopFault): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
  }
}

const frameOf = (loop: Loop): Frame => ({ node: { loop, items: [] }, counts: [], at: 0 });

const known = new WeakMap<Loop, ReadonlySet<string>>();
function idsOf(map: Loop): ReadonlySet<string> {
  let ids = known.get(map);
  if (!ids) {
    ids = new Set(map.parts.flatMap((rule) => (rule.kind === 'loop' ? [...idsOf(rule)] : [rule.id])));
    known.set(map, ids);
  }
  return ids;
}

const isNode = (item: Segment | Node): item is Node => 'loop' in item;

/** The loops with one of these ids directly within a loop. */
export const loops = (node: Node | undefined, ...ids: string[]): Node[] =>
  (node?.items ?? []).filter((item): item is Node => isNode(item) && ids.includes(item.loop.id));

/** The segments of a loop with this id and, when given, this qualifier in element 01. */
export const segmentsOf = (node: Node | undefined, id: string, ...qualifiers: string[]): Segment[] =>
  (node?.items ?? []).filter(
    (item): item is Segment => !isNode(item) && item.id === id && (qualifiers.length === 0 || qualifiers.includes(part(item, 1))),
  );
