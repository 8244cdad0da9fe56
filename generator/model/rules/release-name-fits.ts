// Names are made of the release, never cut off, and a label of DNS has 63 characters.
import { gt, length, release, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';

const longest = 24;

export const rule = codedRule('HA-RELEASE-NAME', {
  about: [],
  check: (say) =>
    when(
      gt(length(release.name), longest),
      say`the release name ${release.name} has ${length(release.name)} characters, more than ${longest}, so names made from it would be too long for Kubernetes.`,
    ),
});
