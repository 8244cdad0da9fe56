// The network policy denies whatever it does not list, the gateway included.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { gateway, networkPolicy } = values.api;

export const rule = codedRule('HA-API-GATEWAY-CLIENTS', {
  about: [gateway.clients, gateway.enabled, networkPolicy.enabled],
  check: (say) =>
    when(
      and(gateway.enabled, networkPolicy.enabled, not(isPresent(gateway.clients))),
      say`api.gateway.clients is empty while api.gateway.enabled and api.networkPolicy.enabled are true, so the network policy drops every request of the Application Gateway.`,
    ),
});
