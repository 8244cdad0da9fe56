// What makes a rule's message a bad one, in words. Must not know any rule.
import { formatPath } from '../../generator/diagnostic.ts';
import { type Judge, nodeOf, type Rule, walk } from '../../generator/engine/index.ts';

/** The faults of the fixed parts of a rule's texts, which are printed into a template as they are. */
export function literalFaults(rule: Rule): readonly string[] {
  const faults: string[] = [];
  walk(rule.check, (node) => {
    if (node.kind !== 'text') return;
    for (const part of node.parts) {
      if (typeof part === 'string' && !/^[ -~]*$/.test(part)) faults.push(`${part}: not plain ASCII`);
      if (typeof part === 'string' && /["\\{}]/.test(part)) faults.push(`${part}: must be escaped`);
    }
  });
  if (nodeOf(rule.check) === undefined) faults.push('no check');
  return faults;
}

/** The faults of a message as a person reads it. */
export function messageFaults(rule: Pick<Judge, 'code' | 'about'>, message: string): readonly string[] {
  const faults: string[] = [];
  if (!message.startsWith(`${rule.code}: `)) faults.push('does not start with its code');
  if (!/^[^:]*: [^\n]*[^.\n]\.$/.test(message) || message.includes('. ')) faults.push('is not one sentence');
  if (!message.includes(', so ')) faults.push('names no consequence');
  const paths = rule.about.map(formatPath);
  if (paths.length > 0 && !paths.some((path) => message.includes(path))) faults.push('names no setting');
  return faults;
}
