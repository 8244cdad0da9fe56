// The Application Gateway finds the api by a fixed address only.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { gateway } = values.api;

export const rule = codedRule('HA-API-GATEWAY-ADDRESS', {
  about: [gateway.address, gateway.enabled],
  check: (say) =>
    when(
      and(gateway.enabled, not(isPresent(gateway.address))),
      say`api.gateway.address is empty while api.gateway.enabled is true, so the load balancer gets an address that the Application Gateway does not know.`,
    ),
});
