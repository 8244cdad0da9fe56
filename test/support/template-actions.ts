// What a template does, apart from the text around it: its actions without comments, the functions that they
// call and the objects that they read. Must not know any chart.

const actionPattern =
  /\{\{-?\s*(\/\*[\s\S]*?\*\/|(?:"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|[^"`'])*?)\s*-?\}\}/g;
const textPattern = /"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'/g;

/** The actions of a template, each without its braces; comments are left out, quoted texts become `""`. */
export function actionsOf(template: string): readonly string[] {
  return [...template.matchAll(actionPattern)]
    .map(([, action]) => action ?? '')
    .filter((action) => !action.startsWith('/*'))
    .map((action) => action.replace(textPattern, '""'));
}

/** Every function and keyword that a template calls. */
export function functionsOf(template: string): ReadonlySet<string> {
  const names = actionsOf(template).flatMap((action) => action.match(/(?<![.$\w])[A-Za-z_]\w*/g) ?? []);
  return new Set(names);
}

/** Every field that a template reads from the root or from what is bound: `.Values.hpa.enabled`, `$.Release.Name`. */
export function fieldsOf(template: string): ReadonlySet<string> {
  const fields = actionsOf(template).flatMap(
    (action) => action.match(/(?<![\w)])\$?\w*(?:\.[A-Za-z_]\w*)+/g) ?? [],
  );
  return new Set(fields);
}
