import type * as z from 'zod';
import type { Problem } from './problem';

/** zod's findings in our words: where, what, and what to do; `listed` names the file that lists every setting. */
export function shapeProblems(error: z.ZodError, listed = 'contracts/config.ts'): Problem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, [], listed));
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, above: readonly PropertyKey[], listed: string): Problem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: written([...path, key]),
        what: 'there is no such setting',
        remedy: `correct its spelling or remove it; ${listed} lists what there is`,
      }));
    case 'invalid_union':
      return unionProblems(issue, path, listed);
    case 'invalid_type':
      return [{ path: written(path), ...typeProblem(issue) }];
    case 'invalid_value':
      return [impossible(path, issue.values)];
    case 'custom':
      // Our own checks bring their remedy.
      return [{ path: written(path), what: issue.message, remedy: String(issue.params?.['remedy']) }];
    default:
      return [{ path: written(path), what: lower(issue.message), remedy: 'correct the value' }];
  }
}

/** Of several shapes that no word tells apart, the one that came nearest speaks. */
function unionProblems(issue: Extract<Issue, { code: 'invalid_union' }>, path: readonly PropertyKey[], listed: string): Problem[] {
  if ('options' in issue && issue.options) return [impossible(path, issue.options)];
  const branches = issue.errors.map((issues) => issues.flatMap((inner) => problemsOf(inner, path, listed)));
  const [nearest = []] = branches.sort((left, right) => left.length - right.length);
  return nearest;
}

function impossible(path: readonly PropertyKey[], values: readonly unknown[]): Problem {
  return { path: written(path), what: 'this value is not possible', remedy: `use ${values.map(quoted).join(' or ')}` };
}

function typeProblem(issue: Extract<Issue, { code: 'invalid_type' }>): Pick<Problem, 'what' | 'remedy'> {
  return issue.message.includes('received undefined')
    ? { what: 'is missing', remedy: `add it: ${article(issue.expected)}` }
    : { what: lower(issue.message.replace('Invalid input: ', '')), remedy: `give ${article(issue.expected)}` };
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function written(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
