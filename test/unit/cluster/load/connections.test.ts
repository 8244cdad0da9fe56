// Which connection a request takes, and from which port of this side.
import { describe, expect, it } from 'vitest';
import { createConnections } from '../../../cluster/load/connections.ts';
import { planLoad } from '../../../cluster/load/plan.ts';

const options = { url: 'http://127.0.0.1/', ratePerSecond: 100, seconds: 60, timeoutMs: 2000 };
const firstLocalPort = 20_000;

describe('new connections', () => {
  it('take the ports in turn, persistent ones the choice of the system', () => {
    const connections = createConnections(planLoad({ ...options, firstLocalPort }));
    const routes = [0, 1, 2, 3].map((request) => connections.routeOf(request, 0));
    expect(routes.map(({ connection, localPort }) => [connection, localPort])).toEqual([
      ['keep-alive', 0],
      ['new', 20_000],
      ['keep-alive', 0],
      ['new', 20_001],
    ]);
    expect(connections.routeOf(0, 1)).toMatchObject({ connection: 'new', localPort: 20_002 });
  });

  it('begin again after the last port below those of the system', () => {
    const connections = createConnections(planLoad({ ...options, firstLocalPort }));
    const ports = Array.from({ length: 12_769 }, () => connections.routeOf(1, 0).localPort);
    expect([Math.max(...ports), ports.at(-1), new Set(ports).size]).toEqual([32_767, 20_000, 12_768]);
  });

  it('leave the port to the system where no first one is given', () => {
    const connections = createConnections(planLoad(options));
    expect([connections.routeOf(1, 0), connections.routeOf(3, 0)].map(({ localPort }) => localPort)).toEqual([
      0, 0,
    ]);
  });
});
