// `npm run ct`: the judgement of chart-testing. Runs ct itself where it is on the PATH, else says so and
// takes the same steps with helm, yamale and yamllint, as test/contract/ct.test.ts has them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const run = (file, args) => spawnSync(file, args, { cwd: repository, stdio: 'inherit' });

const ct = run('ct', ['lint', '--all', '--config', 'ct.yaml']);
if (ct.error?.code !== 'ENOENT') process.exit(ct.status ?? 2);

console.log(
  'ct is not on the PATH (https://github.com/helm/chart-testing). Its steps, without it:\n' +
    '  helm dependency build, on a copy\n' +
    '  yamale --schema chart_schema.yaml Chart.yaml\n' +
    '  yamllint --config-file lintconf.yaml Chart.yaml values.yaml ci/*-values.yaml\n' +
    '  helm lint --strict, once for each ci/*-values.yaml\n',
);
const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
process.exit(run(process.execPath, [vitest, 'run', 'test/contract/ct.test.ts']).status ?? 2);
