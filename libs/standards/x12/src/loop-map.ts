/**
 * What an implementation guide says about the order of loops and segments, written down by hand in one line per segment:
 *
 *     R1 NM1 1:85 2=1,2! 3!<60 9      usage and maximum use (0: no maximum), segment id, elements
 *
 * `n!` required, `n=A,B` these codes only, `n:A,B` these codes tell this segment from others with the same id, `n<20` longest,
 * `n-3` the third component, `n@d` a date CCYYMMDD, `n@p` a date in the format that the element before names, `n@m` money, `n@q` a
 * decimal, `n@i` an integer, `n@t` a time.
 */
export interface SegmentRule {
  kind: 'segment';
  id: string;
  name: string;
  required: boolean;
  max: number;
  elements: ElementRule[];
}

export interface ElementRule {
  element: number;
  component?: number;
  required: boolean;
  codes?: ReadonlySet<string>;
  /** Its codes decide whether the rule speaks of a segment at all. */
  tells: boolean;
  type?: string;
  longest?: number;
}

/** A loop starts with its first segment. */
export interface Loop {
  kind: 'loop';
  id: string;
  name: string;
  required: boolean;
  max: number;
  first: SegmentRule;
  parts: readonly Rule[];
  /** Of each part, where its run of parts with the same first segment id starts: these may come in any order. */
  runs: readonly number[];
}

export type Rule = SegmentRule | Loop;

const ELEMENT = /^(\d+)(?:-(\d+))?(?:([:=])([A-Z0-9,]+))?(?:@([a-z]))?(!?)(?:<(\d+))?$/;

/** Compiles one line of a map; `name` is the segment's name in the guide. */
export function segment(line: string, name: string): SegmentRule {
  const [use = '', id = '', ...elements] = line.split(' ');
  return { kind: 'segment', id, name, ...usage(use), elements: elements.map(elementRule) };
}

/** Compiles a loop: `2010AA R1`, its name in the guide, its parts in the guide's order. */
export function loop(line: string, name: string, parts: readonly Rule[]): Loop {
  const [id = '', use = ''] = line.split(' ');
  const first = parts[0];
  if (first?.kind !== 'segment') throw new RangeError(`loop ${id} must start with a segment`);
  const runs: number[] = [];
  parts.forEach((rule, index) => {
    const before = parts[index - 1];
    // The first segment opens the loop, so nothing of the same id may come before it.
    const same = index > 1 && before && segmentId(before) === segmentId(rule);
    runs.push(same ? (runs[index - 1] ?? index) : index);
  });
  return { kind: 'loop', id, name, ...usage(use), first, parts, runs };
}

/** The segment id by which a rule is recognised. */
export const segmentId = (rule: Rule): string => (rule.kind === 'loop' ? rule.first.id : rule.id);

function usage(text: string): { required: boolean; max: number } {
  return { required: text.startsWith('R'), max: Number(text.slice(1)) || Infinity };
}

function elementRule(text: string): ElementRule {
  const found = ELEMENT.exec(text);
  if (!found) throw new RangeError(`not an element rule: ${text}`);
  const [, element, component, sign, codes, type, required, longest] = found;
  return {
    element: Number(element),
    ...(component && { component: Number(component) }),
    ...(codes && { codes: new Set(codes.split(',')) }),
    ...(type && { type }),
    ...(longest && { longest: Number(longest) }),
    required: required === '!',
    tells: sign === ':',
  };
}
