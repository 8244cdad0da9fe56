// `npm run ct`: the judgement of chart-testing, first of the text, then on the test cluster where that is up. Runs ct
// itself where it is on the PATH, else says so and takes the same steps: those of `ct lint --all` with helm, yamale and
// yamllint, as test/contract/ct.test.ts has them; those of `ct install --all` as test/cluster/ct-install.ts has them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const run = (file, args) => spawnSync(file, args, { cwd: repository, stdio: 'inherit' });

function lint() {
  const ct = run('ct', ['lint', '--all', '--config', 'ct.yaml']);
  if (ct.error?.code !== 'ENOENT') return ct.status ?? 2;
  console.log(
    'ct is not on the PATH (https://github.com/helm/chart-testing). Its steps, without it:\n' +
      '  helm dependency build, on a copy\n' +
      '  yamale --schema chart_schema.yaml Chart.yaml\n' +
      '  yamllint --config-file lintconf.yaml Chart.yaml values.yaml ci/*-values.yaml\n' +
      '  helm lint --strict, once for each ci/*-values.yaml\n',
  );
  const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
  return run(process.execPath, [vitest, 'run', 'test/contract/ct.test.ts']).status ?? 2;
}

const install = () =>
  run(process.execPath, ['scripts/run-typescript.mjs', 'test/cluster/main.ts', 'ct-install']).status ?? 2;

process.exitCode = lint() || install();
