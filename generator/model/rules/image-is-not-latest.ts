// A tag that moves names no version.
import { eq, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { image } = values.api;

export const rule = codedRule('HA-API-IMAGE-LATEST', {
  about: [image.tag],
  check: (say) =>
    when(
      eq(image.tag, 'latest'),
      say`api.image.tag is ${image.tag}, so two nodes may run different versions and a rollback has nothing to return to.`,
    ),
});
