// The charts inside the umbrella. Must not import any schema: the program for sound values has none.

/** The alias is the key of the chart's values; the condition, the value that says whether it is installed. */
export const subcharts = [
  { alias: 'api', chart: 'api', condition: ['api', 'enabled'] },
  { alias: 'postgresql', chart: 'postgresql-ha', condition: ['postgresql', 'enabled'] },
  { alias: 'redis', chart: 'redis-sentinel', condition: ['redis', 'enabled'] },
  // The api must know whether there is one, so the switch is a shared fact.
  { alias: 'redisSessions', chart: 'redis-sentinel', condition: ['global', 'redisSessions', 'enabled'] },
] as const;

type Subchart = (typeof subcharts)[number];

/** The key of a subchart's values. */
export type Alias = Subchart['alias'];

/** A chart inside, however often it stands there. */
export type ChartName = Subchart['chart'];
