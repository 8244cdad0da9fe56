// The values of the umbrella chart: the shared facts, and each subchart's settings under its alias.
import { z } from 'zod';
import { ApiSettings } from './api.ts';
import { GlobalValues } from './global.ts';

export const UmbrellaValues = z.strictObject({
  global: GlobalValues.prefault({}).meta({ description: 'Facts that all charts of the platform share.' }),
  api: ApiSettings.prefault({}).meta({ description: 'The api: the pods that serve requests.' }),
});

export type UmbrellaValues = z.output<typeof UmbrellaValues>;
